package tillmesh.desk;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Topics;
import tillmesh.fault.Refusal;
import tillmesh.fault.Refusal.Code;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.OrderHead;
import tillmesh.lease.Lease;
import tillmesh.lease.Resource;
import tillmesh.lease.Token;
import tillmesh.loop.Loop;
import tillmesh.protocol.Notice.Conflict;
import tillmesh.protocol.Notice.LeaseDenied;
import tillmesh.protocol.Notice.OrderUpdated;
import tillmesh.protocol.Payloads;
import tillmesh.protocol.Request.FinalizeOrder;
import tillmesh.protocol.Request.SaveOrder;
import tillmesh.shop.Booking.Booked;
import tillmesh.shop.OrderRef;
import tillmesh.shop.OrderRules;
import tillmesh.shop.OrderSnapshot;

/** Versions of orders: who may write one, which becomes the newest, who is told. Loop thread only. */
final class Orders {
    private final Loop loop;
    private final Journal journal;
    private final OrderShelf shelf;
    private final LeaseKeeper leases;
    private final Tables tables;
    private final Voice voice;

    Orders(Loop loop, Journal journal, LeaseKeeper leases, Tables tables, Voice voice) {
        this.loop = loop;
        this.journal = journal;
        this.shelf = new OrderShelf(loop, journal);
        this.leases = leases;
        this.tables = tables;
        this.voice = voice;
    }

    Outcome save(Ask ask, SaveOrder request) {
        Resource resource = Resource.order(request.order());
        // Money first: a snapshot that says paid needs no lease, only the newest base.
        if (!request.snapshot().paid() && !leases.holds(ask.holder(), resource)) {
            return notHeld(ask, request.order(), leases.of(resource));
        }
        Optional<Refusal> refusal = judge(request.order(), request.baseVersion(), request.snapshot());
        if (refusal.isPresent()) {
            return conflict(ask, request.order().text(), refusal.get());
        }
        return write(ask, request.order(), request.snapshot(), Topics.ORDER_SNAPSHOT);
    }

    private Outcome notHeld(Ask ask, OrderRef order, @Nullable Lease present) {
        boolean held = present != null && !present.over(loop.millis());
        String holder =
                held ? java.util.Objects.requireNonNull(present).holder().display() : "";
        if (held
                && java.util.Objects.requireNonNull(present)
                        .holder()
                        .screen()
                        .equals(ask.holder().screen())) {
            String unsure = "The other lanes have not confirmed this lease; try again, or take the payment";
            voice.to(ask.line(), new LeaseDenied(order.text(), "", unsure));
            return Outcome.refused(Code.LEASE_NOT_HELD, unsure + ".");
        }
        String reason = held ? "Order is being edited on another terminal" : "This terminal does not hold the order";
        voice.to(ask.line(), new LeaseDenied(order.text(), holder, reason));
        return Outcome.refused(Code.LEASE_NOT_HELD, reason + ".");
    }

    private Outcome conflict(Ask ask, String ref, Refusal refusal) {
        voice.to(ask.line(), new Conflict(ref, version(new OrderRef(ref)), snapshot(ref)));
        return new Outcome.Refused(refusal);
    }

    private Optional<Refusal> judge(OrderRef order, long baseVersion, OrderSnapshot snapshot) {
        Optional<OrderHead> head = shelf.of(order.text()).map(OrderShelf.Kept::head);
        return OrderRules.judge(
                head.map(OrderHead::version).orElse(0L),
                head.map(OrderHead::paid).orElse(false),
                baseVersion,
                snapshot.paid());
    }

    /** The last snapshot of a till that gives the order back. The lease was checked; it carries no base of its own. */
    Outcome saveLast(Ask ask, OrderRef order, OrderSnapshot snapshot) {
        Optional<Refusal> refusal = judge(order, version(order), snapshot);
        return refusal.isPresent()
                ? conflict(ask, order.text(), refusal.get())
                : write(ask, order, snapshot, Topics.ORDER_SNAPSHOT);
    }

    /** The money is taken. It is kept at once, whoever holds the lease and whatever version the till knew. */
    Outcome keepPaid(Ask ask, FinalizeOrder request) {
        OrderSnapshot paid = request.snapshot().asPaid();
        return alreadyKept(request.order(), paid).orElseGet(() -> write(ask, request.order(), paid, Topics.ORDER_PAID));
    }

    // A till that tries again sends the same text: that is the same sale, not a second one.
    private Optional<Outcome> alreadyKept(OrderRef order, OrderSnapshot snapshot) {
        return shelf.of(order.text())
                .map(OrderShelf.Kept::head)
                .filter(OrderHead::paid)
                .flatMap(head -> told(head)
                        .filter(told -> told.entry().draft().payload().equals(snapshot.json()))
                        .map(told -> Outcome.wrote(told, head.version())));
    }

    /** The newest version as a till told of it: of one that was finalised, what it was made from. */
    private Optional<Appended> told(OrderHead head) {
        Appended newest = new Appended(head.entry(), journal.entries().entry(head.entry()));
        Draft draft = newest.entry().draft();
        if (!draft.topic().equals(Topics.ORDER_FINALIZED) || draft.base() == null) {
            return Optional.of(newest);
        }
        return Optional.ofNullable(journal.entries().numberOf(EntryId.parse(draft.base())))
                .map(number -> new Appended(number, journal.entries().entry(number)));
    }

    /** What the back office said of an order when it booked its newest version; empty when it has not. */
    Optional<Booked> booked(OrderRef order) {
        return shelf.of(order.text())
                .map(kept -> journal.entries().entry(kept.head().entry()).draft())
                .filter(draft -> draft.topic().equals(Topics.ORDER_FINALIZED))
                .flatMap(draft -> Payloads.booked(draft.payload()));
    }

    /** The entry of the newest version. The order must be known. */
    Entry newest(OrderRef order) {
        return journal.entries()
                .entry(shelf.of(order.text()).orElseThrow().head().entry());
    }

    /** Writes down that the back office has booked a version, unless another one counts by now. */
    void finalised(OrderRef order, Entry paid, Booked booked) {
        OrderShelf.Kept before = shelf.of(order.text()).orElseThrow();
        if (!before.entry().equals(paid.id())) {
            return;
        }
        long number = before.head().version() + 1;
        String base = paid.id().toString();
        String payload = Payloads.booked(paid.draft().payload(), booked);
        Appended appended = journal.append(
                new Draft(Topics.ORDER_FINALIZED, order.text(), null, number, base, null, null, payload));
        long version = number + before.branches();
        OrderHead head =
                Heads.head(appended, Projections.snapshot(appended.entry().draft()), version);
        shelf.put(head, appended.entry().id());
        voice.toAll(new OrderUpdated(order.text(), version, payload, ""));
    }

    private Outcome write(Ask ask, OrderRef order, OrderSnapshot snapshot, String topic) {
        OrderShelf.Kept before = shelf.of(order.text()).orElse(null);
        OrderHead headBefore = before == null ? null : before.head();
        long number = headBefore == null ? 1 : headBefore.version() + 1;
        Appended appended = journal.append(new Draft(
                topic,
                order.text(),
                token(ask, order),
                number,
                before == null ? null : before.entry().toString(),
                ask.screen(),
                ask.opId(),
                snapshot.json()));
        // Branches that wait in Review stay beside the new head.
        long version = number + (before == null ? 0 : before.branches());
        OrderHead head = Heads.head(appended, snapshot, version);
        shelf.put(head, appended.entry().id());
        voice.toOthers(ask.line(), new OrderUpdated(order.text(), version, snapshot.json(), ask.screen()));
        tables.follow(ask, new Heads.Change(appended, headBefore, head));
        return Outcome.wrote(appended, version);
    }

    private @Nullable String token(Ask ask, OrderRef order) {
        Lease lease = leases.of(Resource.order(order));
        return lease != null && leases.holds(ask.holder(), lease.resource()) ? hex(leases.token(lease)) : null;
    }

    private static @Nullable String hex(@Nullable Token token) {
        return token == null ? null : token.hex();
    }

    /** Writes down that a lease was given back, for the list of events. */
    Appended leaseReleased(Ask ask, OrderRef order, @Nullable Token token, @Nullable String opId) {
        return journal.append(new Draft(
                Topics.LEASE_RELEASED,
                order.text(),
                hex(token),
                0,
                null,
                ask.screen(),
                opId,
                Payloads.leaseReleased(ask.screen())));
    }

    /** The newest stored version, 0 when the order is unknown. */
    long version(OrderRef order) {
        return shelf.of(order.text()).map(kept -> kept.head().version()).orElse(0L);
    }

    boolean known(String ref) {
        return shelf.of(ref).isPresent();
    }

    /** The newest stored snapshot, raw. The order must be known. */
    String snapshot(String ref) {
        return journal.entries()
                .entry(shelf.of(ref).orElseThrow().head().entry())
                .draft()
                .payload();
    }

    /** Who wrote the newest version; empty when the node did. */
    String author(String ref) {
        return shelf.of(ref).map(kept -> kept.head().screen()).orElse("");
    }

    /** The tree of an order has another shape: what is in memory is read anew. */
    void readAnew(String ref) {
        shelf.forget(ref);
    }

    /** Forgets what is in memory, after the file was emptied. */
    void clear() {
        shelf.clear();
    }
}
