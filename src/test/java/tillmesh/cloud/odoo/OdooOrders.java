package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import tillmesh.cloud.odoo.OdooBooks.Work;

/** How orders come into a stand-in Odoo, as the three versions were seen to do it. */
final class OdooOrders {
    private static final String ORDER = "pos.order";
    private static final Set<String> OVER = Set.of("paid", "done", "invoiced");

    private final int version;

    private OdooOrders(int version) {
        this.version = version;
    }

    static void lay(OdooModels models, int version) {
        OdooOrders orders = new OdooOrders(version);
        if (version == 17) {
            models.on(ORDER, "create_from_ui", (work, args, kwargs) -> orders.create17(work, args));
        } else {
            models.on(ORDER, "sync_from_ui", (work, args, kwargs) -> orders.sync(work, args));
        }
        models.on(ORDER, "unlink", (work, args, kwargs) -> orders.unlink(work, args.path(0)));
    }

    private JsonNode create17(Work work, JsonNode args) throws OdooRefusal {
        ArrayNode answer = OdooBooks.JSON.createArrayNode();
        for (JsonNode one : args.path(0)) {
            JsonNode data = one.path("data");
            ObjectNode order = order(data, data.path("name").asText(), data.path("statement_ids"));
            order.put("session_id", data.path("pos_session_id").asInt());
            ObjectNode there = there17(work, data, order);
            if (there != null && !there.path("state").asText().equals("draft")) {
                continue;
            }
            checked(work, order);
            boolean paid = paid(order);
            order.put("state", paid ? "paid" : "draft");
            int id = there == null ? work.create(ORDER, order) : again(work, there, order);
            linesAndPayments(work, order, id);
            answer.addObject()
                    .put("id", id)
                    .put("pos_reference", order.path("pos_reference").asText())
                    .put("account_move", false);
        }
        return answer;
    }

    // By the number of its draft; without one, only what is the same to the letter counts as the same order.
    private static ObjectNode there17(Work work, JsonNode data, ObjectNode order) {
        if (data.has("server_id")) {
            return work.get(ORDER, data.path("server_id").asInt());
        }
        List<ObjectNode> same = work.where(
                ORDER,
                row -> row.path("pos_reference").equals(order.path("pos_reference"))
                        && row.path("lines").equals(order.path("lines"))
                        && row.path("payment_ids").equals(order.path("payment_ids")));
        return same.isEmpty() ? null : same.get(0);
    }

    private JsonNode sync(Work work, JsonNode args) throws OdooRefusal {
        ArrayNode told = OdooBooks.JSON.createArrayNode();
        for (JsonNode one : args.path(0)) {
            String reference = one.hasNonNull("pos_reference")
                    ? one.path("pos_reference").asText()
                    : one.path("name").asText();
            ObjectNode order = order(one, reference, one.path("payment_ids"));
            order.set("uuid", one.path("uuid"));
            order.put("session_id", one.path("session_id").asInt());
            ObjectNode there = thereBy(work, one);
            if (there != null && !there.path("state").asText().equals("draft")) {
                if (version >= 19) {
                    tell(told, there);
                }
                continue;
            }
            if (there != null && !one.has("id")) {
                throw OdooRefusal.validation("An order with this uuid is open");
            }
            checked(work, order);
            if (version >= 19 && !paid(order)) {
                throw OdooRefusal.user("Order " + reference + " is not fully paid.");
            }
            order.put("state", "paid");
            int id = there == null ? work.create(ORDER, order) : again(work, there, order);
            linesAndPayments(work, order, id);
            tell(told, work.get(ORDER, id));
        }
        ObjectNode answer = OdooBooks.JSON.createObjectNode();
        answer.set(ORDER, told);
        answer.putArray("pos.session");
        answer.putArray("pos.payment");
        answer.putArray("pos.order.line");
        return answer;
    }

    private static ObjectNode thereBy(Work work, JsonNode one) {
        if (one.has("id")) {
            return work.get(ORDER, one.path("id").asInt());
        }
        List<ObjectNode> same = work.where(ORDER, row -> row.path("uuid").equals(one.path("uuid")));
        return same.isEmpty() ? null : same.get(0);
    }

    private static void tell(ArrayNode told, ObjectNode order) {
        told.addObject()
                .put("id", order.path("id").asInt())
                .put("uuid", order.path("uuid").asText())
                .put("state", order.path("state").asText());
    }

    // Their keys count from 19 on. A till's own number for a line is not the record's.
    private static void linesAndPayments(Work work, ObjectNode order, int id) {
        for (String kind : List.of("lines", "payment_ids")) {
            String model = kind.equals("lines") ? "pos.order.line" : "pos.payment";
            for (JsonNode one : order.path(kind)) {
                ObjectNode row = ((ObjectNode) one).deepCopy().put("order_id", id);
                row.remove("id");
                work.create(model, row);
            }
        }
    }

    private static int again(Work work, ObjectNode there, ObjectNode order) {
        int id = there.path("id").asInt();
        work.write(ORDER, id, order);
        return id;
    }

    private static ObjectNode order(JsonNode data, String reference, JsonNode payments) {
        ObjectNode order = OdooBooks.JSON.createObjectNode().put("pos_reference", reference);
        for (String amount : List.of("amount_total", "amount_tax", "amount_return")) {
            order.set(amount, data.path(amount));
        }
        ArrayNode lines = order.putArray("lines");
        data.path("lines").forEach(line -> lines.add(line.path(2)));
        ArrayNode taken = order.putArray("payment_ids");
        payments.forEach(payment -> taken.add(payment.path(2)));
        order.put("amount_paid", sum(taken, "amount"));
        return order;
    }

    private static BigDecimal sum(JsonNode items, String field) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode item : items) {
            sum = sum.add(item.path(field).decimalValue());
        }
        return sum;
    }

    private static boolean paid(ObjectNode order) {
        return order.path("amount_paid")
                        .decimalValue()
                        .compareTo(order.path("amount_total").decimalValue())
                == 0;
    }

    private void checked(Work work, ObjectNode order) throws OdooRefusal {
        ObjectNode session = work.get("pos.session", order.path("session_id").asInt());
        if (session == null || session.path("state").asText().equals("closed")) {
            if (version >= 18) {
                throw OdooRefusal.user("No open session available. Please open a new session to capture the order.");
            }
            order.put("session_id", work.create("pos.session", rescue(session)));
        }
        for (JsonNode line : order.path("lines")) {
            if (work.get("product.product", line.path("product_id").asInt()) == null) {
                throw new OdooRefusal(
                        "psycopg2.errors.InFailedSqlTransaction", "current transaction is aborted, commands ignored");
            }
        }
        for (JsonNode payment : order.path("payment_ids")) {
            if (work.get("pos.payment.method", payment.path("payment_method_id").asInt()) == null) {
                throw OdooRefusal.validation("The payment method is not of this point of sale.");
            }
        }
    }

    private static ObjectNode rescue(ObjectNode closed) {
        ObjectNode session =
                OdooBooks.JSON.createObjectNode().put("state", "opened").put("rescue", true);
        session.set("config_id", closed == null ? session.numberNode(0) : closed.path("config_id"));
        return session;
    }

    private JsonNode unlink(Work work, JsonNode ids) throws OdooRefusal {
        for (JsonNode id : ids) {
            ObjectNode order = work.get(ORDER, id.asInt());
            if (order != null && OVER.contains(order.path("state").asText())) {
                throw OdooRefusal.user("In order to delete a sale, it must be new or cancelled.");
            }
            work.remove(ORDER, id.asInt());
            work.where("ir.model.data", row -> row.path("res_id").asInt() == id.asInt())
                    .forEach(row -> work.remove("ir.model.data", row.path("id").asInt()));
        }
        return OdooBooks.JSON.getNodeFactory().booleanNode(true);
    }
}
