package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Batch;
import tillmesh.cloud.Cloud;
import tillmesh.cloud.OrderBook;
import tillmesh.cloud.Portion;
import tillmesh.cloud.Trouble;
import tillmesh.config.NodeConfig;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Topics;
import tillmesh.shop.Booking;

/**
 * The shop's Odoo as a cloud: it hears of the newest version of each order, and of nothing else. One lane tells it everything,
 * one order at a time, and never an older version after a newer one. {@link #portion} and {@link #takenOver} on the loop thread;
 * answers come on threads of OkHttp's.
 */
public final class OdooCloud implements Cloud {
    /** Its name, everywhere and for ever. */
    public static final String NAME = "odoo";

    /** A call takes 15 s at most, and what is begun later than this may not be answered within the minute. */
    static final long BEGUN_WITHIN_MILLIS = 20_000;
    /** As many as a plain Odoo books in a second or two. */
    static final int ORDERS_MOST = 20;
    /** A till that asks for finalisation has had its answer by then; the order is not brought up beside it. */
    static final long FINALISING_MILLIS = 20_000;
    /** So long a worker of Odoo's may still be at a call that nobody waits for any more. */
    static final long WORKING_MILLIS = 120_000;

    private static final int REMEMBERED_MOST = 10_000;

    private final OrderWay way;
    private final OrderBook book;
    private final LongSupplier millis;
    private final Map<EntryId, Long> seenAt = new HashMap<>();
    private final Map<String, Unsettled> unsettled = new ConcurrentHashMap<>();
    private long takenAt;
    private OrderBook.@Nullable Moment taken;

    /** A version of an order that may still be on its way. */
    private record Unsettled(EntryId version, long at) {}

    /**
     * @param odoo where, as whom, and what is installed there
     * @param lane what this lane is called
     * @param book tells which version counts
     * @param millis the loop's monotonic time; any thread
     */
    public static OdooCloud of(NodeConfig.Odoo odoo, String lane, OrderBook book, LongSupplier millis) {
        OrderWay way = odoo.mode() == NodeConfig.Odoo.Kind.STOCK
                ? new StockWay(new OdooRpc(odoo, lane), odoo.register(), millis)
                : new AddonWay(new OdooAddon(odoo, lane), millis);
        return new OdooCloud(way, book, millis);
    }

    OdooCloud(OrderWay way, OrderBook book, LongSupplier millis) {
        this.way = way;
        this.book = book;
        this.millis = millis;
        this.takenAt = millis.getAsLong() - WORKING_MILLIS;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean oneAtATime() {
        return true;
    }

    @Override
    public void takenOver() {
        takenAt = millis.getAsLong();
        taken = book.now(NAME);
    }

    @Override
    public Portion portion(List<Entry> entries) {
        List<Entry> next = new ArrayList<>();
        Set<EntryId> idle = new HashSet<>();
        for (Entry entry : entries) {
            OrderBook.Look look = book.at(entry);
            boolean wanted = look.place() == OrderBook.Place.NEWEST
                    && !entry.draft().topic().equals(Topics.ORDER_FINALIZED)
                    && way.wants(look.paid());
            boolean waits = look.place() == OrderBook.Place.OPEN || (wanted ? !ripe(entry) : stillUnderWay(entry));
            if (waits || (wanted && next.size() - idle.size() == ORDERS_MOST)) {
                break;
            }
            next.add(entry);
            if (!wanted) {
                idle.add(entry.id());
            }
        }
        return new Portion(next, idle);
    }

    private boolean ripe(Entry entry) {
        long now = millis.getAsLong();
        if (entry.draft().topic().equals(Topics.ORDER_PAID) && now - seen(entry.id(), now) < FINALISING_MILLIS) {
            return false;
        }
        if (!way.forgetsOrder()) {
            return true;
        }
        // An older version may still be on its way there: from here, or from the lane that did this until now.
        Unsettled last = unsettled(entry, now);
        if (last != null && !last.version().equals(entry.id())) {
            return false;
        }
        OrderBook.Moment moment = now - takenAt < WORKING_MILLIS ? taken : null;
        return moment == null || !book.olderUnderWay(entry, moment);
    }

    // Not counted before it is over, so that a lane that takes over meanwhile knows of it.
    private boolean stillUnderWay(Entry entry) {
        Unsettled last = way.forgetsOrder() ? unsettled(entry, millis.getAsLong()) : null;
        return last != null && last.version().equals(entry.id());
    }

    private @Nullable Unsettled unsettled(Entry entry, long now) {
        Unsettled last = unsettled.get(String.valueOf(entry.draft().subject()));
        return last == null || now - last.at() >= WORKING_MILLIS ? null : last;
    }

    private long seen(EntryId id, long now) {
        if (seenAt.size() > REMEMBERED_MOST) {
            seenAt.clear();
        }
        return seenAt.computeIfAbsent(id, fresh -> now);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Who waits is told by what the future does last.
    public void store(Batch batch, Consumer<Answer> answered) {
        List<Entry> orders = batch.entries().stream()
                .filter(entry -> !batch.idle().contains(entry.id()))
                .toList();
        CompletableFuture<Answer> answer = orders.isEmpty()
                ? CompletableFuture.completedFuture(new Answer.Named(Set.of(), Map.of()))
                : way.bring(orders);
        answer.exceptionally(end -> failed(Broken.of(end))).thenAccept(came -> {
            settle(orders, came);
            answered.accept(withIdle(batch, came));
        });
    }

    private void settle(List<Entry> orders, Answer came) {
        long now = millis.getAsLong();
        unsettled.values().removeIf(one -> now - one.at() >= WORKING_MILLIS);
        for (Entry entry : orders) {
            String ref = String.valueOf(entry.draft().subject());
            boolean named = came instanceof Answer.Named answer
                    && (answer.stored().contains(entry.id()) || answer.refused().containsKey(entry.id()));
            if (named) {
                unsettled.remove(ref);
            } else {
                unsettled.put(ref, new Unsettled(entry.id(), now));
            }
        }
    }

    private static Answer withIdle(Batch batch, Answer came) {
        if (!(came instanceof Answer.Named named)) {
            return came;
        }
        Set<EntryId> stored = new HashSet<>(named.stored());
        batch.entries().stream().map(Entry::id).filter(batch.idle()::contains).forEach(stored::add);
        return new Answer.Named(stored, named.refused());
    }

    /**
     * Has a paid order booked now, while a till waits. Booking it twice books it once. Any thread; returns at once.
     *
     * @param paid the version that says so
     * @param configId the register that the till names
     * @param then told once, on any thread
     */
    @SuppressWarnings("FutureReturnValueIgnored") // Who waits is told by what the future does last.
    public void book(Entry paid, long configId, Consumer<Booking> then) {
        way.finalise(paid, configId).exceptionally(Broken::of).thenAccept(answer -> then.accept(booking(answer)));
    }

    private static Booking booking(OdooAnswer answer) {
        if (answer instanceof OdooAnswer.Failed failed) {
            boolean asked = failed.trouble() == Trouble.REFUSED;
            String who = asked ? "The back office does not take this order: " : "The back office did not book it: ";
            String said = failed.sentence();
            return new Booking.NotBooked(who + said + (said.endsWith(".") ? "" : "."), !asked);
        }
        JsonNode said = ((OdooAnswer.Said) answer).result();
        String fiscal = said.hasNonNull("fiscal") ? OdooJson.text(said.path("fiscal")) : null;
        String map = said.path("line_id_map").isObject() ? OdooJson.text(said.path("line_id_map")) : "{}";
        return new Booking.Booked(said.path("order_id").asLong(), map, fiscal);
    }

    static Answer failed(OdooAnswer.Failed failed) {
        return new Answer.Failed(failed.trouble(), failed.retryAfter(), failed.sentence());
    }

    @Override
    public void close() {
        way.close();
    }
}
