package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * A paid order in the forms that a plain Odoo 17, 18 and 19 took. The same order gives the same text, whenever and wherever
 * it is made.
 *
 * @param moment when it was paid
 */
record StockOrder(Sale sale, Register register, LineTotals totals, List<StockPayments.Taken> taken, Instant moment) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    static StockOrder of(Sale sale, Register register, Map<Long, Tax> taxes, Instant moment) throws Unfit {
        if (sale.lines().isEmpty()) {
            throw new Unfit("it has no lines");
        }
        LineTotals totals = LineTotals.of(sale, taxes, register.decimals());
        return new StockOrder(sale, register, totals, StockPayments.of(sale, register), moment);
    }

    String ref() {
        return sale.ref();
    }

    /** Under what it is looked for: its reference in 17, its UUID later. */
    String key() {
        return keyOf(register.version(), ref());
    }

    static String keyOf(int version, String ref) {
        return version == 17 ? Names.reference(ref) : Names.order(ref);
    }

    BigDecimal total() {
        return sale.total().setScale(register.decimals(), RoundingMode.HALF_UP);
    }

    /** The row that reserves it: the first lane to write it has the order, and all others get the same number. */
    ArrayNode reservation() {
        ArrayNode row = OdooJson.array(
                Names.reservation(ref()),
                Long.toString(register.session()),
                Long.toString(register.company()),
                totals.tax().toPlainString(),
                total().toPlainString(),
                total().toPlainString(),
                "0",
                Names.reference(ref()));
        return register.version() == 17 ? row : row.add(Names.order(ref()));
    }

    /** What stands in the columns of {@link #reservation}. */
    static ArrayNode columns(int version) {
        ArrayNode columns = OdooJson.array(
                "id",
                "session_id/.id",
                "company_id/.id",
                "amount_tax",
                "amount_total",
                "amount_paid",
                "amount_return",
                "pos_reference");
        return version == 17 ? columns : columns.add("uuid");
    }

    /** The paid order. @param draft the number that was reserved for it, 0 for none */
    ObjectNode paid(long draft) {
        return register.version() == 17 ? for17(draft) : for18(draft);
    }

    private ObjectNode for17(long draft) {
        ObjectNode data = OdooJson.object()
                .put("name", Names.reference(ref()))
                .put("pos_session_id", register.session())
                .put("user_id", register.user());
        number(data, "partner_id", sale.partner() == null ? 0 : sale.partner());
        number(data, "pricelist_id", register.pricelist());
        data.put("fiscal_position_id", false)
                .put("sequence_number", 1)
                .put("date_order", TIME.format(moment))
                .put("to_invoice", false);
        amounts(data);
        ArrayNode lines = data.putArray("lines");
        for (int at = 0; at < sale.lines().size(); at++) {
            ObjectNode line = line(at).put("id", at + 1);
            line.putArray("pack_lot_ids");
            lines.add(OdooJson.array(0, 0, line));
        }
        ArrayNode payments = data.putArray("statement_ids");
        for (StockPayments.Taken one : taken) {
            payments.add(OdooJson.array(0, 0, payment(one).put("name", TIME.format(moment))));
        }
        if (draft > 0) {
            data.put("server_id", draft);
        }
        ObjectNode order = OdooJson.object().put("id", ref());
        order.set("data", data);
        return order;
    }

    private ObjectNode for18(long draft) {
        ObjectNode order = OdooJson.object()
                .put("uuid", Names.order(ref()))
                .put("name", Names.reference(ref()))
                .put("pos_reference", Names.reference(ref()))
                .put("session_id", register.session())
                .put("user_id", register.user())
                .put("state", "paid")
                .put("date_order", TIME.format(moment));
        if (sale.partner() != null) {
            order.put("partner_id", sale.partner());
        }
        amounts(order);
        ArrayNode lines = order.putArray("lines");
        for (int at = 0; at < sale.lines().size(); at++) {
            lines.add(OdooJson.array(0, 0, line(at)));
        }
        ArrayNode payments = order.putArray("payment_ids");
        for (int at = 0; at < taken.size(); at++) {
            ObjectNode payment = payment(taken.get(at))
                    .put("uuid", Names.payment(ref(), at))
                    .put("name", taken.get(at).name());
            payments.add(OdooJson.array(0, 0, payment));
        }
        return draft > 0 ? order.put("id", draft) : order;
    }

    private void amounts(ObjectNode into) {
        into.put("amount_total", total())
                .put("amount_tax", totals.tax())
                .put("amount_paid", total())
                .put("amount_return", 0);
    }

    private ObjectNode line(int at) {
        Sale.Line line = sale.lines().get(at);
        ObjectNode node = OdooJson.object()
                .put("uuid", Names.line(ref(), at, line.id()))
                .put("product_id", line.product())
                .put("qty", line.quantity())
                .put("price_unit", line.price())
                .put("price_subtotal", totals.without().get(at))
                .put("price_subtotal_incl", totals.with().get(at))
                .put("discount", line.discount())
                .put("full_product_name", line.name().isEmpty() ? "Product " + line.product() : line.name());
        node.putArray("tax_ids").add(OdooJson.array(6, false, OdooJson.listOf(line.taxes())));
        return node;
    }

    private static ObjectNode payment(StockPayments.Taken one) {
        return OdooJson.object().put("payment_method_id", one.method()).put("amount", one.amount());
    }

    private static void number(ObjectNode into, String field, long number) {
        if (number > 0) {
            into.put(field, number);
        } else {
            into.put(field, false);
        }
    }
}
