package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tillmesh.cloud.odoo.OdooBooks.Work;

/** The routes of the restaurant add-on of a stand-in Odoo: idempotent on the order's reference, in no order of their own. */
final class OdooRoutes {
    /** Orders of the add-on, with every payload that came, in the order in which they took effect. */
    static final String ORDER = "addon.order";

    /** A session or token, and whose it is. */
    final Map<String, ObjectNode> people = new ConcurrentHashMap<>();
    /** What a restaurant's fiscal plug-in adds. */
    volatile String fiscal = "{\"ref_ncf\":\"E310000000005\",\"total\":11.80}";

    private final Map<String, OdooMethod> routes = new HashMap<>();

    OdooRoutes() {
        for (String family : List.of("/pos-react/api", "/pos-api/v1")) {
            routes.put(family + "/orders/create", (work, body, nothing) -> order(work, body, false));
            routes.put(family + "/orders/update", (work, body, nothing) -> order(work, body, true));
        }
        routes.put("/pos-api/v1/hub/finalize", (work, body, nothing) -> finalise(work, body));
    }

    void on(String route, OdooMethod does) {
        routes.put(route, does);
    }

    OdooMethod of(String route) {
        return routes.get(route);
    }

    private static ObjectNode byReference(Work work, String reference) {
        List<ObjectNode> same =
                work.where(ORDER, row -> row.path("pos_reference").asText().equals(reference));
        return same.isEmpty() ? null : same.get(0);
    }

    private JsonNode order(Work work, JsonNode body, boolean update) throws OdooRefusal {
        String reference = body.path("pos_reference").asText();
        for (JsonNode line : body.path("lines")) {
            if (work.get("product.product", line.path("product_id").asInt()) == null) {
                throw OdooRefusal.validation("There is no product " + line.path("product_id"));
            }
        }
        ObjectNode there = byReference(work, reference);
        if (update && there == null) {
            throw new OdooRefusal("odoo.exceptions.MissingError", "Record does not exist or has been deleted.");
        }
        boolean created = there == null;
        int id = created ? fresh(work, body) : there.path("id").asInt();
        if (update) {
            take(work, there, body);
        }
        return OdooBooks.JSON
                .createObjectNode()
                .put("status", "ok")
                .put("pos_reference", reference)
                .put("order_id", id)
                .put("created", created);
    }

    private static int fresh(Work work, JsonNode body) {
        ObjectNode order = OdooBooks.JSON
                .createObjectNode()
                .put("pos_reference", body.path("pos_reference").asText())
                .put("paid", !body.path("statement_ids").isEmpty());
        order.putArray("history").add(body);
        return work.create(ORDER, order);
    }

    // What is paid stays as it is.
    private static void take(Work work, ObjectNode there, JsonNode body) {
        if (!there.path("paid").asBoolean()) {
            ObjectNode order =
                    there.deepCopy().put("paid", !body.path("statement_ids").isEmpty());
            order.withArray("history").add(body);
            work.write(ORDER, there.path("id").asInt(), order);
        }
    }

    private JsonNode finalise(Work work, JsonNode body) throws OdooRefusal {
        String reference = body.path("pos_reference").asText();
        if (body.path("statement_ids").isEmpty()) {
            throw OdooRefusal.user("The order has no payments.");
        }
        ObjectNode there = byReference(work, reference);
        boolean created = there == null;
        int id = created ? fresh(work, body) : there.path("id").asInt();
        if (!created) {
            take(work, there, body);
        }
        ObjectNode answer = OdooBooks.JSON
                .createObjectNode()
                .put("status", "ok")
                .put("pos_reference", reference)
                .put("order_id", id)
                .put("created", created);
        ObjectNode map = answer.putObject("line_id_map");
        int line = id * 100;
        for (JsonNode one : body.path("lines")) {
            map.put(one.path("client_line_id").asText(), ++line);
        }
        try {
            answer.set("fiscal", OdooBooks.JSON.readTree(fiscal));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
        return answer;
    }
}
