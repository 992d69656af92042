package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** The people of a stand-in Odoo, their sessions and groups, in the forms in which real servers tell of them. */
public final class OdooStaff {
    static final String MANAGER = "point_of_sale.group_pos_manager";
    static final String CASHIER = "point_of_sale.group_pos_user";

    private final OdooStandIn odoo;
    private final Map<Integer, List<String>> groups = new ConcurrentHashMap<>();

    /** Has an Odoo know about sessions and groups. @param version of that Odoo */
    public OdooStaff(OdooStandIn odoo, int version) {
        this.odoo = odoo;
        odoo.books.put("res.users", "{\"id\":" + OdooStandIn.UID + ",\"name\":\"Lane\"}");
        odoo.routes.on("/web/session/get_session_info", (work, body, person) -> info(person, version));
        odoo.routes.on(
                "/web/dataset/call_kw/res.users/has_group",
                (work, body, person) -> has(body.path("params").path("args"), person, version));
        odoo.models.on("res.users", "has_group", (work, args, kwargs) -> has(args, self(), version));
        for (String family : List.of("/pos-react/api", "/pos-api/v1")) {
            odoo.routes.on(family + "/session", (work, body, person) -> person);
        }
    }

    private static ObjectNode self() {
        return OdooBooks.JSON.createObjectNode().put("uid", OdooStandIn.UID);
    }

    private static ObjectNode info(JsonNode person, int version) {
        ObjectNode info = (ObjectNode) person.deepCopy();
        info.putArray("server_version_info")
                .add(version)
                .add(0)
                .add(0)
                .add("final")
                .add(0)
                .add("");
        return info.put("db", OdooStandIn.DB).put("is_system", false);
    }

    // Before 18 a group is asked of whoever asks, since then of a user.
    private BooleanNode has(JsonNode args, JsonNode person, int version) throws OdooRefusal {
        boolean form = version >= 18
                ? args.path(0).isArray() && args.size() == 2
                : args.path(0).isTextual() && args.size() == 1;
        if (!form) {
            throw new OdooRefusal("builtins.TypeError", "has_group() takes other arguments");
        }
        int uid = version >= 18
                ? args.path(0).path(0).asInt()
                : person.path("uid").asInt();
        return BooleanNode.valueOf(groups.getOrDefault(uid, List.of())
                .contains(args.path(version >= 18 ? 1 : 0).asText()));
    }

    /** Somebody signs in at a plain Odoo. @param session what a terminal shows */
    public void signsIn(String session, int uid, String name, String... inGroups) {
        groups.put(uid, List.of(inGroups));
        odoo.routes.people.put(
                session,
                OdooBooks.JSON
                        .createObjectNode()
                        .put("uid", uid)
                        .put("name", name)
                        .put("username", name + "@shop.example")
                        .put("is_internal_user", true));
    }

    /** Somebody signs in at the add-on. @param answer of its session route */
    public void signsIn(String token, String answer) {
        try {
            odoo.routes.people.put(token, (ObjectNode) OdooBooks.JSON.readTree(answer));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    /** From here on every session is over, and it takes until then to say so. */
    public void refusesLate(CountDownLatch until) {
        odoo.routes.on("/web/session/get_session_info", (work, body, person) -> {
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new OdooRefusal("odoo.http.SessionExpiredException", "Session expired");
        });
    }

    /** That session is over. */
    public void signsOut(String session) {
        odoo.routes.people.remove(session);
    }
}
