package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import tillmesh.cloud.Trouble;

/**
 * Brings versions of orders to the add-on. It knows an order by its reference: one that is sent twice is there once. What it
 * does not do is to tell older from newer; whoever calls must. Any thread.
 */
final class AddonOrders {
    /** Numbers of orders that are remembered; others are asked for again. */
    private static final int NUMBERS_MAX = 4_096;

    private final OdooAddon addon;
    private final Map<String, Long> numbers = new ConcurrentHashMap<>();

    AddonOrders(OdooAddon addon) {
        this.addon = addon;
    }

    /** Makes the order as it is in this version. The answer's result is the order's number. */
    CompletableFuture<OdooAnswer> put(Sale sale) {
        long known = sale.odooId() > 0 ? sale.odooId() : numbers.getOrDefault(sale.ref(), 0L);
        if (known > 0) {
            return update(sale, known);
        }
        return addon.post("/orders/create", AddonOrder.of(sale)).thenCompose(answer -> {
            OdooAnswer number = number(sale.ref(), answer);
            boolean fresh = answer instanceof OdooAnswer.Said said
                    && said.result().path("created").asBoolean(false);
            // One that was there before may be there in an older version.
            return number instanceof OdooAnswer.Said said && !fresh
                    ? update(sale, said.result().asLong())
                    : CompletableFuture.completedFuture(number);
        });
    }

    private CompletableFuture<OdooAnswer> update(Sale sale, long known) {
        ObjectNode order = AddonOrder.of(sale).put("order_id", known);
        return addon.post("/orders/update", order).thenApply(answer -> number(sale.ref(), answer));
    }

    /** Has a paid order finalised: booked, numbered, and fiscal where that is so. @return its answer as it came */
    CompletableFuture<OdooAnswer> finalise(Sale sale, long configId) {
        ObjectNode order = AddonOrder.of(sale).put("config_id", configId);
        return addon.at("/pos-api/v1/hub/finalize", order).thenApply(answer -> {
            OdooAnswer number = number(sale.ref(), answer);
            return number instanceof OdooAnswer.Said ? answer : number;
        });
    }

    // A receipt names the order and its number there.
    private OdooAnswer number(String ref, OdooAnswer answer) {
        if (!(answer instanceof OdooAnswer.Said said)) {
            return answer;
        }
        JsonNode result = said.result();
        JsonNode id = result.has("order_id") ? result.path("order_id") : result.path("id");
        String status = result.path("status").asText("");
        boolean other = result.has("pos_reference")
                && !result.path("pos_reference").asText().equals(ref);
        if (id.isIntegralNumber() && id.asLong() > 0 && !other && !status.equals("error")) {
            remember(ref, id.asLong());
            return new OdooAnswer.Said(id);
        }
        return status.equals("error") || result.has("error")
                ? OdooAnswer.Failed.of(Trouble.REFUSED, "the add-on does not take it")
                : OdooAnswer.unknown("it answered with something that is no receipt");
    }

    private void remember(String ref, long number) {
        if (numbers.size() >= NUMBERS_MAX) {
            numbers.clear();
        }
        numbers.put(ref, number);
    }
}
