package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An order in the form of the restaurant add-on. Numbers go as the till wrote them. */
final class AddonOrder {
    /** Of a payment: what it is called at the till, and there. */
    private static final Map<String, String> OF_A_PAYMENT =
            Map.of("statementId", "statement_id", "accountId", "account_id", "journalId", "journal_id");

    private AddonOrder() {}

    static ObjectNode of(Sale sale) {
        ObjectNode order = OdooJson.object().put("pos_reference", sale.ref());
        JsonNode snapshot = sale.snapshot();
        JsonNode totals = snapshot.path("totals");
        keep(order, "amount_total", totals.path("total"));
        keep(order, "amount_tax", totals.path("tax"));
        keep(order, "amount_untaxed", totals.path("subtotal"));
        keep(order, "amount_paid", snapshot.path("amountPaid"));
        keep(order, "amount_return", snapshot.path("amountReturn"));
        keep(order, "table_id", snapshot.path("tableId"));
        keep(order, "fiscal_type", snapshot.path("fiscalType"));
        keep(order, "session_id", snapshot.path("sessionId"));
        keep(order, "user_id", snapshot.path("userId"));
        if (sale.partner() != null) {
            order.putObject("partner").put("partner_id", sale.partner());
        }
        ArrayNode lines = order.putArray("lines");
        sale.lines().forEach(line -> lines.add(line(line)));
        ArrayNode payments = order.putArray("statement_ids");
        for (JsonNode payment : snapshot.path("paymentLines")) {
            if (!payment.path("isCredit").asBoolean(false)) {
                payments.add(payment(payment));
            }
        }
        return order;
    }

    private static ObjectNode line(Sale.Line line) {
        ObjectNode node = OdooJson.object()
                .put("client_line_id", line.id())
                .put("product_id", line.product())
                .put("qty", line.quantity())
                .put("price_unit", line.price())
                .put("discount", line.discount());
        node.set("tax_ids", OdooJson.listOf(line.taxes()));
        return node;
    }

    private static ObjectNode payment(JsonNode payment) {
        ObjectNode node = OdooJson.object();
        keep(node, "name", payment.path("name"));
        keep(node, "amount", payment.path("amount"));
        OF_A_PAYMENT.keySet().stream()
                .sorted()
                .forEach(ours -> keep(node, String.valueOf(OF_A_PAYMENT.get(ours)), payment.path(ours)));
        return node;
    }

    private static void keep(ObjectNode into, String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            into.set(name, value);
        }
    }
}
