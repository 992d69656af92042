package tillmesh.config;

import java.util.Locale;
import tillmesh.config.NodeConfig.Odoo;

/** The settings of an Odoo: for orders, for who may sign in, for registers. Part of {@link Keys#all}. */
final class OdooKeys {
    private OdooKeys() {}

    static final Key<String> URL = Key.optional(
            "cloud.odoo.url",
            "",
            Forms.unless("", Addresses::service),
            "Where the shop's Odoo is, such as https://shop.example.com. Empty: there is none.");
    static final Key<String> DB =
            Key.optional("cloud.odoo.db", "", Forms::name, "The name of its database. Needed with an address.");
    static final Key<String> USER = Key.optional(
            "cloud.odoo.user",
            "",
            text -> text,
            "Who this shop is there: a user of its own with the rights of a point of sale user. Needed with an address.");
    static final Key<Secret> PASSWORD = new Key<>(
            "cloud.odoo.password",
            "",
            Secret::of,
            "The password of that user, or an API key of theirs (an API key works for cloud.odoo.mode = stock only).",
            Key.Kind.SECRET);
    static final Key<Odoo.Kind> MODE = Key.optional(
            "cloud.odoo.mode",
            "addon",
            OdooKeys::mode,
            "addon: the restaurant add-on is installed there, and takes every version of an order. stock: plain Odoo 17, 18 or"
                    + " 19, which takes orders that are paid.");
    static final Key<Odoo.Routes> ROUTES = Key.optional(
            "cloud.odoo.routes",
            "pos-react",
            OdooKeys::routes,
            "Which routes of the add-on are used. pos-react: the older ones, with a session. pos-api: the newer ones, with a token.");
    static final Key<Integer> REGISTER = Key.optional(
            "cloud.odoo.register",
            "0",
            Units.whole(0, Integer.MAX_VALUE),
            "The number of the point of sale (pos.config) that paid orders are booked in. Needed for cloud.odoo.mode = stock.");

    private static Odoo.Kind mode(String text) throws Form.Unreadable {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "addon" -> Odoo.Kind.ADDON;
            case "stock" -> Odoo.Kind.STOCK;
            default -> throw new Form.Unreadable("'" + text + "' is neither", "Write addon or stock");
        };
    }

    private static Odoo.Routes routes(String text) throws Form.Unreadable {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "pos-react" -> Odoo.Routes.POS_REACT;
            case "pos-api" -> Odoo.Routes.POS_API;
            default -> throw new Form.Unreadable("'" + text + "' is neither", "Write pos-react or pos-api");
        };
    }
}
