package tillmesh.cloud.odoo;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Names that an order has in Odoo, made from its own: the same on every lane, and however often it is sent. */
final class Names {
    private Names() {}

    /** What people find the order by. */
    static String reference(String ref) {
        return "Order " + ref;
    }

    static String order(String ref) {
        return uuid("order", ref, "");
    }

    /** @param place in the order; a till may have used one name twice */
    static String line(String ref, int place, String line) {
        return uuid("line", ref, place + "/" + line);
    }

    static String payment(String ref, int place) {
        return uuid("payment", ref, Integer.toString(place));
    }

    /** The external id that reserves an order: Odoo holds it in one record only. */
    static String reservation(String ref) {
        return "tillmesh.ord_" + order(ref);
    }

    private static String uuid(String kind, String ref, String part) {
        // The lengths keep texts apart that would read the same when put together.
        String name = "tillmesh/" + kind + "/" + ref.length() + "/" + ref + "/" + part;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
