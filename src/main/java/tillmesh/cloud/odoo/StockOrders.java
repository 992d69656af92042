package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import tillmesh.cloud.Trouble;

/**
 * Brings paid orders to a plain Odoo, each exactly once, whatever is lost on the way and whoever else does the same. 17 and 18
 * make two orders of two calls: there each is reserved first under an external id, which the database holds once, and the paid
 * order is written over its reservation. 19 holds UUIDs once. What counts is what is found afterwards, never what a call said.
 */
final class StockOrders {
    private static final String MODEL = "pos.order";

    private final OdooRpc rpc;

    StockOrders(OdooRpc rpc) {
        this.rpc = rpc;
    }

    /** What stands there now, by key. Ends with {@link Broken} when it cannot be asked. */
    CompletableFuture<Map<String, StockFound>> find(int version, List<String> keys) {
        String field = version == 17 ? "pos_reference" : "uuid";
        ArrayNode fields = OdooJson.array(field, "state", "amount_total", "amount_paid");
        // Where two stand under one key the answer is longer than the question.
        return rpc.find(MODEL, RegisterFacts.terms(field, keys), fields, keys.size() * 2 + 10)
                .thenApply(answer -> StockFound.all(Broken.result(answer), field));
    }

    /**
     * Has orders booked.
     *
     * @param orders none of which is booked as far as is known
     * @param found what stands there
     * @return what stands there afterwards; ends with {@link Broken} of {@link Trouble#REFUSED} when Odoo takes one of them not,
     *     and then with none
     */
    CompletableFuture<Map<String, StockFound>> book(List<StockOrder> orders, Map<String, StockFound> found) {
        int version = orders.get(0).register().version();
        return drafts(orders, found)
                .thenCompose(drafts -> push(version, orders, drafts))
                .thenCompose(done -> find(version, keys(orders)));
    }

    private static List<String> keys(List<StockOrder> orders) {
        return orders.stream().map(StockOrder::key).toList();
    }

    /** Numbers of drafts to write over, by key. */
    private CompletableFuture<Map<String, Long>> drafts(List<StockOrder> orders, Map<String, StockFound> found) {
        Map<String, Long> drafts = new HashMap<>();
        List<StockOrder> absent = new ArrayList<>();
        for (StockOrder order : orders) {
            StockFound there = found.get(order.key());
            if (there == null) {
                absent.add(order);
            } else {
                drafts.put(order.key(), there.id());
            }
        }
        int version = orders.get(0).register().version();
        if (version >= 19 || absent.isEmpty()) {
            return CompletableFuture.completedFuture(drafts);
        }
        ArrayNode rows = OdooJson.array();
        absent.forEach(order -> rows.add(order.reservation()));
        return rpc.execute(MODEL, "load", OdooJson.array(StockOrder.columns(version), rows), OdooJson.object())
                .thenApply(answer -> {
                    JsonNode ids = reserved(Broken.result(answer), absent.size());
                    for (int at = 0; at < absent.size(); at++) {
                        drafts.put(absent.get(at).key(), ids.path(at).asLong());
                    }
                    return drafts;
                });
    }

    // A load says in a good answer that it was not done.
    private static JsonNode reserved(JsonNode result, int count) {
        JsonNode ids = result.path("ids");
        if (ids.isArray() && ids.size() == count) {
            return ids;
        }
        String text = result.path("messages").path(0).path("message").asText();
        boolean passing = text.contains("serialize") || text.contains("concurrent") || text.contains("obtain lock");
        throw passing || text.isEmpty()
                ? new Broken(Trouble.UNKNOWN, "it was too busy to reserve orders")
                : new Broken(new OdooAnswer.Failed(
                        Trouble.REFUSED, "", OdooError.line(text), null, "Odoo does not reserve it"));
    }

    private CompletableFuture<JsonNode> push(int version, List<StockOrder> orders, Map<String, Long> drafts) {
        ArrayNode all = OdooJson.array();
        orders.forEach(order -> all.add(order.paid(drafts.getOrDefault(order.key(), 0L))));
        ArrayNode args = version == 17 ? OdooJson.array(all, false) : OdooJson.array(all);
        String method = version == 17 ? "create_from_ui" : "sync_from_ui";
        return rpc.execute(MODEL, method, args, OdooJson.object()).thenApply(Broken::result);
    }

    /**
     * Takes back what was reserved for orders that are not booked: a draft keeps its session from being closed. What another
     * call may still write over stays, since a plain Odoo makes a new order where it finds none.
     *
     * @return whether none is left
     */
    CompletableFuture<Boolean> unreserve(List<StockOrder> orders) {
        if (orders.isEmpty() || orders.get(0).register().version() >= 19) {
            return CompletableFuture.completedFuture(true);
        }
        return find(orders.get(0).register().version(), keys(orders)).thenCompose(found -> {
            List<Long> drafts = found.values().stream()
                    .filter(one -> !one.over())
                    .map(StockFound::id)
                    .toList();
            ArrayNode ids = OdooJson.array().add(OdooJson.listOf(drafts));
            return drafts.isEmpty()
                    ? CompletableFuture.completedFuture(true)
                    : rpc.execute(MODEL, "unlink", ids, OdooJson.object())
                            .thenApply(answer -> answer instanceof OdooAnswer.Said);
        });
    }

    /** The numbers of an order's lines, by the till's names for them; in the order in which they stand there. */
    CompletableFuture<Map<String, Long>> lines(StockOrder order, long id) {
        ArrayNode domain = OdooJson.array().add(OdooJson.array("order_id", "=", id));
        return rpc.find("pos.order.line", domain, OdooJson.array("uuid", "product_id"), 500)
                .thenApply(answer -> {
                    List<Long> ids = new ArrayList<>();
                    Broken.result(answer).forEach(row -> ids.add(row.path("id").asLong()));
                    return ids.size() == order.sale().lines().size() ? byName(order, ids) : Map.of();
                });
    }

    private static Map<String, Long> byName(StockOrder order, List<Long> ids) {
        Map<String, Long> names = new HashMap<>();
        for (int at = 0; at < ids.size(); at++) {
            names.put(order.sale().lines().get(at).id(), ids.get(at));
        }
        return names.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
