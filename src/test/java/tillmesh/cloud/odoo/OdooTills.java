package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A stand-in Odoo with registers and ways to pay, and what a real one says about them. */
public final class OdooTills {
    private OdooTills() {}

    /** With one register that was closed for good, and one that is active. @param version 17, 18 or 19 */
    public static OdooStandIn open(int version) throws IOException {
        OdooStandIn odoo = new OdooStandIn(version);
        OdooBooks books = odoo.books;
        books.put("pos.config", "{\"id\":2,\"name\":\"Old\",\"active\":false,\"payment_method_ids\":[]}");
        books.put(
                "pos.config",
                "{\"id\":3,\"name\":\"Front\",\"active\":true,\"company_id\":[1,\"Shop\"],\"journal_id\":[9,\"Sales\"],"
                        + "\"payment_method_ids\":[1,2]}");
        books.put("pos.payment.method", "{\"id\":1,\"name\":\"Cash\",\"is_cash_count\":true}");
        books.put("pos.payment.method", "{\"id\":2,\"name\":\"Card\",\"is_cash_count\":false}");
        odoo.models.on("pos.config", "fields_get", (work, args, kwargs) -> {
            ObjectNode fields = OdooBooks.JSON.createObjectNode();
            for (JsonNode field : args.path(0)) {
                // No version has all that is asked for.
                if (!field.asText().equals("picking_type_id")) {
                    fields.putObject(field.asText()).put("type", "many2one");
                }
            }
            return fields;
        });
        return odoo;
    }

    /** Somebody gives a register another name, in Odoo. */
    static void rename(OdooStandIn odoo, int id, String name) throws OdooBooks.Clash {
        OdooBooks.Work work = odoo.books.begin();
        work.write("pos.config", id, OdooBooks.JSON.createObjectNode().put("name", name));
        work.commit();
    }

    /** Has rows with that column refused as a real one does it: in a good answer. */
    static void refuse(OdooStandIn odoo, String column, String message) {
        odoo.models.on("pos.config", "load", (work, args, kwargs) -> {
            for (JsonNode name : args.path(0)) {
                if (name.asText().equals(column)) {
                    ObjectNode answer = OdooBooks.JSON.createObjectNode().put("ids", false);
                    answer.putArray("messages").addObject().put("type", "error").put("message", message + "\n\nmore");
                    return answer.put("nextrow", 0);
                }
            }
            return OdooModels.load(work, "pos.config", args);
        });
    }
}
