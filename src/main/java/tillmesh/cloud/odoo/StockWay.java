package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Trouble;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;

/** Paid orders, some at once, into a plain Odoo. */
final class StockWay implements OrderWay {
    private final OdooRpc rpc;
    private final StockOrders orders;
    private final RegisterFacts facts;
    private final LongSupplier millis;
    /** Until when a call that nobody waits for any more may still book an order. */
    private final Map<String, Long> late = new ConcurrentHashMap<>();

    StockWay(OdooRpc rpc, int register, LongSupplier millis) {
        this.rpc = rpc;
        this.orders = new StockOrders(rpc);
        this.facts = new RegisterFacts(rpc, register, millis);
        this.millis = millis;
    }

    @Override
    public boolean wants(boolean paid) {
        return paid;
    }

    @Override
    public boolean forgetsOrder() {
        return false;
    }

    @Override
    public CompletableFuture<Answer> bring(List<Entry> entries) {
        return made(entries).thenCompose(Round::go).exceptionally(end -> OdooCloud.failed(Broken.of(end)));
    }

    private CompletableFuture<Round> made(List<Entry> entries) {
        return facts.open().thenCombine(facts.taxes(), (register, taxes) -> new Round(entries, register, taxes));
    }

    /** Orders on their way. */
    private final class Round {
        private final long until = millis.getAsLong() + OdooCloud.BEGUN_WITHIN_MILLIS;
        private final Register register;
        private final Map<EntryId, StockOrder> all = new LinkedHashMap<>();
        private final Set<EntryId> stored = new HashSet<>();
        private final Map<EntryId, String> refused = new HashMap<>();

        Round(List<Entry> entries, Register register, Map<Long, Tax> taxes) {
            this.register = register;
            for (Entry entry : entries) {
                try {
                    all.put(entry.id(), order(entry, register, taxes));
                } catch (Unfit unfit) {
                    refused.put(entry.id(), unfit.why());
                }
            }
        }

        CompletableFuture<Answer> go() {
            if (all.isEmpty()) {
                return CompletableFuture.completedFuture(named());
            }
            List<String> keys = all.values().stream().map(StockOrder::key).toList();
            return orders.find(register.version(), keys).thenCompose(this::book);
        }

        private CompletableFuture<Answer> book(Map<String, StockFound> found) {
            List<StockOrder> missing = judge(found);
            if (missing.isEmpty()) {
                return CompletableFuture.completedFuture(named());
            }
            if (millis.getAsLong() > until) {
                throw new Broken(Trouble.UNKNOWN, "it is too slow");
            }
            return orders.book(missing, found)
                    .thenApply(after -> {
                        judge(after);
                        return named();
                    })
                    .exceptionallyCompose(end -> broken(missing, Broken.of(end)));
        }

        /** Notes what is booked. @return what is not */
        private List<StockOrder> judge(Map<String, StockFound> found) {
            List<StockOrder> missing = new ArrayList<>();
            all.forEach((id, order) -> {
                StockFound there = found.get(order.key());
                if (there == null || !there.over()) {
                    missing.add(order);
                } else if (there.as(order.total())) {
                    stored.add(id);
                } else {
                    refused.put(id, "Odoo has this order already, booked with another amount");
                }
            });
            return missing;
        }

        private Answer named() {
            return stored.isEmpty() && refused.isEmpty()
                    ? Answer.Failed.of(Trouble.UNKNOWN, "it does not show the orders that it took")
                    : new Answer.Named(stored, refused);
        }

        // Somebody may have closed the session, or another call may have done it: only then is the order to blame.
        private CompletableFuture<Answer> broken(List<StockOrder> missing, OdooAnswer.Failed failed) {
            if (failed.trouble() != Trouble.REFUSED) {
                long until = millis.getAsLong() + OdooCloud.WORKING_MILLIS;
                late.values().removeIf(end -> end < millis.getAsLong());
                missing.forEach(order -> late.put(order.ref(), until));
                return CompletableFuture.completedFuture(OdooCloud.failed(failed));
            }
            facts.forget();
            return facts.open().thenCompose(now -> {
                if (now.session() != register.session()) {
                    throw new Broken(Trouble.UNKNOWN, "its session was closed meanwhile");
                }
                return orders.find(
                                register.version(),
                                missing.stream().map(StockOrder::key).toList())
                        .thenCompose(after -> toBlame(judged(missing, after), failed));
            });
        }

        private List<StockOrder> judged(List<StockOrder> missing, Map<String, StockFound> after) {
            List<StockOrder> still = judge(after);
            still.retainAll(missing);
            return still;
        }

        private CompletableFuture<Answer> toBlame(List<StockOrder> still, OdooAnswer.Failed failed) {
            List<StockOrder> quiet = still.stream()
                    .filter(order -> late.getOrDefault(order.ref(), 0L) < millis.getAsLong())
                    .toList();
            return orders.unreserve(quiet).thenApply(done -> {
                boolean gone = done && quiet.size() == still.size();
                if (still.size() > 1) {
                    return OdooCloud.failed(failed);
                }
                all.forEach((id, order) -> {
                    if (still.contains(order)) {
                        refused.put(id, failed.sentence() + (gone ? "" : "; a draft of it stands in Odoo"));
                    }
                });
                return named();
            });
        }
    }

    private static StockOrder order(Entry entry, Register register, Map<Long, Tax> taxes) throws Unfit {
        Sale sale =
                Sale.of(String.valueOf(entry.draft().subject()), entry.draft().payload());
        return StockOrder.of(
                sale, register, taxes, Instant.ofEpochMilli(entry.stamp().wallMillis()));
    }

    @Override
    public CompletableFuture<OdooAnswer> finalise(Entry paid, long configId) {
        return made(List.of(paid))
                .thenCompose(round -> round.go().thenCompose(answer -> booked(paid, round, answer)))
                .exceptionally(Broken::of);
    }

    private CompletableFuture<OdooAnswer> booked(Entry paid, Round round, Answer answer) {
        if (answer instanceof Answer.Failed failed) {
            throw new Broken(new OdooAnswer.Failed(failed.trouble(), "", "", failed.retryAfter(), failed.why()));
        }
        String refused = ((Answer.Named) answer).refused().get(paid.id());
        StockOrder order = round.all.get(paid.id());
        if (refused != null || order == null) {
            throw new Broken(Trouble.REFUSED, refused == null ? "it was not taken" : refused);
        }
        return orders.find(order.register().version(), List.of(order.key())).thenCompose(found -> {
            StockFound there = found.get(order.key());
            if (there == null || !there.over()) {
                throw new Broken(Trouble.UNKNOWN, "it does not show the order that it took");
            }
            return orders.lines(order, there.id()).thenApply(lines -> {
                ObjectNode done = OdooJson.object().put("order_id", there.id());
                ObjectNode map = done.putObject("line_id_map");
                lines.forEach(map::put);
                return new OdooAnswer.Said(done);
            });
        });
    }

    @Override
    public void close() {
        rpc.close();
    }
}
