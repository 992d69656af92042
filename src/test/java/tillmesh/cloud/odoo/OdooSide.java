package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tillmesh.cloud.Cloud;
import tillmesh.cloud.FarSide;
import tillmesh.cloud.OneLane;
import tillmesh.cloud.OrderBook;
import tillmesh.config.NodeConfig;
import tillmesh.config.NodeConfig.Odoo.Kind;
import tillmesh.config.Secret;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Topics;
import tillmesh.far.Front;

/** An Odoo by its books: each order that a lane sold and that was paid must stand there once. */
final class OdooSide implements FarSide {
    private static final int FIRST_PRODUCT = 1_000;

    private final OdooStandIn odoo;
    private final Front front;
    private final Kind kind;
    private final Map<EntryId, Integer> products = new HashMap<>();
    private String password = OdooStandIn.PASSWORD;
    private int sold;

    /** @param version 17, 18 or 19 */
    OdooSide(int version, Kind kind) throws IOException {
        this.odoo = StockShop.open(version);
        this.kind = kind;
        this.front = new Front(Map.of("/", odoo.url() + "/"));
    }

    @Override
    public Front front() {
        return front;
    }

    @Override
    public Cloud adapter(String url, OneLane lane) {
        NodeConfig.Odoo known = odoo.settings(kind, NodeConfig.Odoo.Routes.POS_REACT, StockShop.REGISTER);
        NodeConfig.Odoo settings = new NodeConfig.Odoo(
                url, known.db(), known.user(), Secret.of(password), kind, known.routes(), known.register());
        OdooHttp http = new OdooHttp(url, "L1", Duration.ofMillis(300), Duration.ofMillis(400));
        OrderWay way = kind == Kind.STOCK
                ? new StockWay(new OdooRpc(settings, http), StockShop.REGISTER, lane::millis)
                : new AddonWay(new OdooAddon(settings, "L1", http), lane::millis);
        return new OdooCloud(way, new OrderBook(lane.journal), lane::millis);
    }

    /** Paid orders, each with a product of its own. */
    @Override
    public List<EntryId> sell(OneLane lane, int count) {
        int before = sold;
        for (int i = 0; i < count; i++) {
            odoo.books.put("product.product", "{\"id\":" + (FIRST_PRODUCT + ++sold) + ",\"name\":\"Soup\"}");
        }
        List<EntryId> ids = lane.write(count, i -> {
            String ref = "R" + (before + i + 1);
            String snapshot = StockShop.snapshot(ref, FIRST_PRODUCT + before + i + 1);
            return new Draft(Topics.ORDER_SNAPSHOT, ref, null, 1, null, "till-1", null, snapshot);
        });
        for (int i = 0; i < count; i++) {
            products.put(ids.get(i), FIRST_PRODUCT + before + i + 1);
        }
        return ids;
    }

    @Override
    public String shows(Entry entry) {
        return entry.draft().subject() + " paid";
    }

    @Override
    public List<String> ledger() {
        return Stream.concat(
                        odoo.books.all("pos.order").stream()
                                .map(order -> reference(order) + " "
                                        + order.path("state").asText()),
                        odoo.books.all(OdooRoutes.ORDER).stream()
                                .map(order ->
                                        reference(order) + (order.path("paid").asBoolean() ? " paid" : " open")))
                .toList();
    }

    private static String reference(JsonNode order) {
        return order.path("pos_reference").asText().replace("Order ", "");
    }

    /** Its product is not sold any more. */
    @Override
    public void poison(EntryId entry) {
        commit(work -> work.remove("product.product", products.get(entry)));
    }

    /** The add-on is taken out, or the register is deleted. */
    @Override
    public Runnable drift() {
        if (kind == Kind.ADDON) {
            odoo.addon = false;
            return () -> odoo.addon = true;
        }
        ObjectNode register = odoo.books.begin().get("pos.config", StockShop.REGISTER);
        commit(work -> work.remove("pos.config", StockShop.REGISTER));
        return () -> commit(work -> work.create("pos.config", register));
    }

    private interface Change {
        void make(OdooBooks.Work work);
    }

    private void commit(Change change) {
        OdooBooks.Work work = odoo.books.begin();
        change.make(work);
        try {
            work.commit();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void rotateKey() {
        password = "the-new-password";
        odoo.password = password;
    }

    /** A plain Odoo is asked which one it is, and who we are there. */
    @Override
    public int callsOfAnAttempt() {
        return kind == Kind.ADDON ? 1 : 2;
    }

    @Override
    public String saysOfAnOldKey() {
        return kind == Kind.ADDON ? "AccessDenied" : "it knows no such user, or the password is not theirs";
    }

    @Override
    public byte[] half(byte[] call) {
        return withOrders(call, orders -> {
            ArrayNode half = OdooBooks.JSON.createArrayNode();
            for (int i = 0; i < (orders.size() + 1) / 2; i++) {
                half.add(orders.get(i));
            }
            return half;
        });
    }

    @Override
    public byte[] backwards(byte[] call) {
        return withOrders(call, orders -> {
            ArrayNode backwards = OdooBooks.JSON.createArrayNode();
            orders.forEach(order -> backwards.insert(0, order));
            return backwards;
        });
    }

    /** Of a call that has several orders; any other stays as it is. */
    private static byte[] withOrders(byte[] call, UnaryOperator<ArrayNode> change) {
        try {
            JsonNode json = OdooBooks.JSON.readTree(call);
            JsonNode args = json.path("params").path("args").path(5);
            if (args.path(0).isArray() && args.path(0).path(0).isObject()) {
                ((ArrayNode) args).set(0, change.apply((ArrayNode) args.path(0)));
            }
            return OdooBooks.JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to another call, or about another order. */
    @Override
    public byte[] ofOthers(byte[] answer) {
        try {
            JsonNode json = OdooBooks.JSON.readTree(answer);
            if (json instanceof ObjectNode said) {
                if (said.has("jsonrpc")) {
                    said.put("id", 4711);
                }
                if (said.path("data") instanceof ObjectNode data && data.has("pos_reference")) {
                    data.put("pos_reference", "R4711");
                }
                if (said.has("pos_reference")) {
                    said.put("pos_reference", "R4711");
                }
            }
            return OdooBooks.JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        front.close();
        odoo.close();
    }
}
