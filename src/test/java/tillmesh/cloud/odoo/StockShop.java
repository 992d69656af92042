package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import tillmesh.config.NodeConfig;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.entry.Topics;
import tillmesh.shop.LaneId;
import tillmesh.time.Stamp;

/** A plain Odoo with one register that is open, what is sold there, and orders for it. */
public final class StockShop {
    /** The register. */
    public static final int REGISTER = 3;

    static final Stream STREAM = new Stream(new LaneId("L1"), 0x5f3a90c1);

    private StockShop() {}

    /** An Odoo with a register that is open. @param version 17, 18 or 19 */
    public static OdooStandIn open(int version) throws IOException {
        OdooStandIn odoo = new OdooStandIn(version);
        OdooBooks books = odoo.books;
        books.put("res.currency", "{\"id\":1,\"name\":\"EUR\",\"decimal_places\":2}");
        books.put(
                "pos.config",
                "{\"id\":3,\"name\":\"Bar\",\"company_id\":[1,\"Shop\"],\"currency_id\":[1,\"EUR\"],"
                        + "\"pricelist_id\":[1,\"Usual\"],\"payment_method_ids\":[1,2]}");
        books.put("pos.session", "{\"id\":77,\"config_id\":[3,\"Bar\"],\"state\":\"opened\"}");
        books.put(
                "pos.payment.method",
                "{\"id\":1,\"name\":\"Cash\",\"journal_id\":[6,\"Cash\"],\"is_cash_count\":true}");
        books.put(
                "pos.payment.method",
                "{\"id\":2,\"name\":\"Card\",\"journal_id\":[7,\"Bank\"],\"is_cash_count\":false}");
        books.put(
                "account.tax",
                "{\"id\":4,\"company_id\":[1,\"Shop\"],\"amount\":18.0,\"amount_type\":\"percent\",\"price_include\":false}");
        books.put(
                "account.tax",
                "{\"id\":9,\"company_id\":[2,\"Other\"],\"amount\":15.0,\"amount_type\":\"percent\",\"price_include\":false}");
        books.put("product.product", "{\"id\":11,\"name\":\"Espresso\"}");
        books.put("product.product", "{\"id\":12,\"name\":\"Cake\"}");
        return odoo;
    }

    static StockWay way(OdooStandIn odoo, LongSupplier millis) {
        NodeConfig.Odoo settings =
                odoo.settings(NodeConfig.Odoo.Kind.STOCK, NodeConfig.Odoo.Routes.POS_REACT, REGISTER);
        return new StockWay(new OdooRpc(settings), REGISTER, millis);
    }

    /** A paid order as a till sends it. @param product of its first line */
    public static String snapshot(String ref, int product) {
        return "{\"posReference\":\"" + ref + "\",\"tableId\":5,\"partnerId\":null,\"status\":\"paid\",\"lines\":["
                + "{\"id\":\"a\",\"productId\":\"" + product
                + "\",\"name\":\"Espresso\",\"quantity\":2,\"unitPrice\":2.50,\"taxIds\":[\"4\"]},"
                + "{\"id\":\"b\",\"productId\":\"12\",\"name\":\"Cake\",\"quantity\":1,\"unitPrice\":5.00,\"discount\":10,"
                + "\"taxIds\":[\"4\"]},"
                + "{\"id\":\"c\",\"productId\":\"12\",\"quantity\":1,\"unitPrice\":5.00,\"taxIds\":[],\"isVoided\":true}],"
                + "\"totals\":{\"subtotal\":9.50,\"tax\":1.71,\"total\":11.21},"
                + "\"paymentLines\":[{\"journalId\":7,\"name\":\"Card\",\"amount\":5.00},"
                + "{\"journalId\":6,\"name\":\"Cash\",\"amount\":10.00}],"
                + "\"amountPaid\":15.00,\"amountReturn\":3.79}";
    }

    static Entry entry(long seq, String ref, String payload) {
        Stamp stamp = new Stamp(1_790_000_000_000L + seq * 1_000, 0, STREAM.origin());
        Draft draft = new Draft(Topics.ORDER_SNAPSHOT, ref, null, 1, null, "till-1", null, payload);
        return Entry.chained(new EntryId(STREAM, seq), stamp, draft, Hash.ZERO);
    }

    /** So many orders, each of another reference. */
    static List<Entry> orders(int count) {
        List<Entry> entries = new ArrayList<>();
        for (int seq = 1; seq <= count; seq++) {
            entries.add(entry(seq, "R" + seq, snapshot("R" + seq, 11)));
        }
        return entries;
    }

    /** How often each reference is booked as paid. */
    public static Map<String, Long> booked(OdooStandIn odoo) {
        return odoo.books.all("pos.order").stream()
                .filter(order -> order.path("state").asText().equals("paid"))
                .collect(Collectors.groupingBy(
                        order -> order.path("pos_reference").asText().replace("Order ", ""), Collectors.counting()));
    }

    /** Orders that are only reserved. */
    public static long drafts(OdooStandIn odoo) {
        return odoo.books.all("pos.order").stream()
                .filter(order -> order.path("state").asText().equals("draft"))
                .count();
    }

    static ObjectNode order(OdooStandIn odoo, String ref) {
        return odoo.books.all("pos.order").stream()
                .filter(order -> order.path("pos_reference").asText().equals("Order " + ref))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode args(JsonNode body) {
        return body.path("params").path("args").path(5);
    }
}
