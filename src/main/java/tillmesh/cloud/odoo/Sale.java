package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as a till sent it, as far as Odoo is told of it. Lines that were taken out again are not in it.
 *
 * @param ref the till's reference
 * @param partner the customer's number, null without one
 * @param total what the customer pays, taxes included
 * @param tax of it
 * @param change what the till says that it gave back
 * @param odooId the order's number in Odoo as far as the till knows, 0 when it does not
 * @param snapshot all of it
 */
record Sale(
        String ref,
        @Nullable Long partner,
        List<Line> lines,
        List<Payment> payments,
        BigDecimal total,
        BigDecimal tax,
        BigDecimal change,
        long odooId,
        ObjectNode snapshot) {

    /**
     * @param id the till's own name for it
     * @param discount in percent
     * @param taxes numbers of taxes in Odoo
     */
    record Line(
            String id,
            long product,
            BigDecimal quantity,
            BigDecimal price,
            BigDecimal discount,
            List<Long> taxes,
            String name) {}

    /**
     * @param method number of a payment method in Odoo, 0 when the till does not say
     * @param journal number of a journal, likewise
     * @param credit whether nobody paid this yet
     */
    record Payment(String name, BigDecimal amount, long method, long journal, boolean credit) {}

    /** Reads a snapshot. @throws Unfit when something is not there without which there is no order */
    static Sale of(String ref, String payload) throws Unfit {
        ObjectNode snapshot = OdooJson.object(payload);
        if (snapshot == null) {
            throw new Unfit("its snapshot is no object");
        }
        JsonNode totals = snapshot.path("totals");
        long partner = whole(snapshot.path("partnerId"));
        return new Sale(
                ref,
                partner > 0 ? partner : null,
                lines(snapshot.path("lines")),
                payments(snapshot.path("paymentLines")),
                amount(totals.path("total"), "it has no total"),
                amount(totals.path("tax"), ""),
                amount(snapshot.path("amountReturn"), ""),
                whole(snapshot.path("odooId")),
                snapshot);
    }

    private static List<Line> lines(JsonNode nodes) throws Unfit {
        List<Line> lines = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (!node.path("isVoided").asBoolean(false)) {
                lines.add(line(node, lines.size() + 1));
            }
        }
        return lines;
    }

    private static Line line(JsonNode node, int place) throws Unfit {
        long product = whole(node.path("productId"));
        if (product <= 0) {
            throw new Unfit("line " + place + " names no product of Odoo");
        }
        List<Long> taxes = new ArrayList<>();
        for (JsonNode tax : node.path("taxIds")) {
            if (whole(tax) <= 0) {
                throw new Unfit("line " + place + " names no tax of Odoo");
            }
            taxes.add(whole(tax));
        }
        return new Line(
                node.path("id").asText(Integer.toString(place)),
                product,
                amount(node.path("quantity"), "line " + place + " has no quantity"),
                amount(node.path("unitPrice"), "line " + place + " has no price"),
                amount(node.path("discount"), ""),
                List.copyOf(taxes),
                node.path("name").asText(""));
    }

    private static List<Payment> payments(JsonNode nodes) throws Unfit {
        List<Payment> payments = new ArrayList<>();
        for (JsonNode node : nodes) {
            payments.add(new Payment(
                    node.path("name").asText(""),
                    amount(node.path("amount"), "a payment has no amount"),
                    whole(node.path("paymentMethodId")),
                    whole(node.path("journalId")),
                    node.path("isCredit").asBoolean(false)));
        }
        return payments;
    }

    /** A whole number, also when it stands in quotes; 0 when there is none. */
    static long whole(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.asLong();
        }
        return node.isTextual() && node.asText().matches("[0-9]{1,15}") ? Long.parseLong(node.asText()) : 0;
    }

    /** @param missing why it cannot be without; empty when it counts as nothing then */
    private static BigDecimal amount(JsonNode node, String missing) throws Unfit {
        if (node.isNumber()) {
            return node.decimalValue();
        }
        if (!missing.isEmpty()) {
            throw new Unfit(missing);
        }
        return BigDecimal.ZERO;
    }
}
