package tillmesh.desk;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.journal.Branch;
import tillmesh.journal.Copies.Held;
import tillmesh.journal.Journal;
import tillmesh.journal.Marks.Counts;
import tillmesh.journal.OrderHead;
import tillmesh.journal.Upstairs;
import tillmesh.loop.Loop;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Notice.Review;
import tillmesh.protocol.Notice.Safety;
import tillmesh.protocol.Notice.SyncInit;
import tillmesh.protocol.Notice.SyncStatus;
import tillmesh.shop.ScreenId;

/** What there is to tell about the whole shop, as it is now. Loop thread only; reads, never writes. */
final class ShopNews {
    /** More cases than this are not shown at once; the rest follows as they are settled. */
    private static final int REVIEW_MAX = 100;

    private final Loop loop;
    private final InstantSource wall;
    private final Journal journal;
    private final Roll roll;
    private final LeaseKeeper leases;
    private final NodeFacts facts;
    private final long startedMillis;
    private @Nullable Cases cases;

    ShopNews(Surroundings around, Journal journal, Roll roll, LeaseKeeper leases, NodeFacts facts) {
        this.loop = around.loop();
        this.wall = around.wall();
        this.journal = journal;
        this.roll = roll;
        this.leases = leases;
        this.facts = facts;
        this.startedMillis = loop.millis();
    }

    /** All open orders with their newest snapshots, and all tables. */
    SyncInit syncInit() {
        List<SyncInit.Order> orders = new ArrayList<>();
        for (OrderHead head : journal.shop().openOrders()) {
            String snapshot = journal.entries().entry(head.entry()).draft().payload();
            orders.add(new SyncInit.Order(head.posReference(), head.version(), snapshot));
        }
        return new SyncInit(orders, journal.shop().tables());
    }

    SyncStatus syncStatus() {
        return new SyncStatus(
                roll.size(), waitingForCloud(), null, leases.live().size(), uptimeSeconds());
    }

    /** Entries that are not in every cloud. Without a cloud that is all of them. */
    long waitingForCloud() {
        Counts counts = counts();
        return counts.pending() + counts.peerAck();
    }

    Counts counts() {
        return journal.marks().counts(journal.stream(), journal.lastSeq());
    }

    long uptimeSeconds() {
        return (loop.millis() - startedMillis) / 1000;
    }

    Safety safety() {
        Counts counts = counts();
        Upstairs upstairs = journal.marks().upstairs();
        List<Safety.Cloud> clouds =
                upstairs.known().stream().map(name -> cloud(name, upstairs)).toList();
        return new Safety(counts.pending(), counts.peerAck(), counts.setAside(), oldestUnsafe(counts), clouds);
    }

    // Of what this lane wrote, in all its lives.
    private Safety.Cloud cloud(String name, Upstairs upstairs) {
        String lastStored = null;
        long waiting = 0;
        for (Held held : journal.copies().held(journal.stream(), journal.lastSeq())) {
            if (held.stream().origin().equals(journal.stream().origin())) {
                long upto = upstairs.upto(name, held.stream());
                lastStored = upto > 0 ? new EntryId(held.stream(), upto).toString() : lastStored;
                waiting += Math.max(0, held.upto() - Math.max(upto, held.prunedUpto()));
            }
        }
        return new Safety.Cloud(name, facts.reachable(name), lastStored, waiting);
    }

    /** Age in seconds of the oldest entry that is only on this lane, or null. */
    @Nullable
    Long oldestUnsafe(Counts counts) {
        Long oldest = counts.oldestPendingMillis();
        return oldest == null ? null : Math.max(0, (wall.millis() - oldest) / 1000);
    }

    /** Orders that were changed on two lanes at once, longest waiting first. */
    Review review() {
        List<Branch> branches = journal.branches().oldest(REVIEW_MAX);
        List<OrderHead> heads = branches.stream()
                .map(branch -> journal.shop().order(branch.posReference()).orElseThrow())
                .toList();
        Cases known = cases;
        if (known == null || !known.branches.equals(branches) || !known.heads.equals(heads)) {
            List<Review.Case> told = new ArrayList<>();
            for (int i = 0; i < branches.size(); i++) {
                told.add(reviewCase(branches.get(i), heads.get(i)));
            }
            known = new Cases(branches, heads, new Review(told));
            cases = known;
        }
        return known.review;
    }

    /** What Review was made from, so that texts are read again only when there are others. */
    private record Cases(List<Branch> branches, List<OrderHead> heads, Review review) {}

    private Review.Case reviewCase(Branch branch, OrderHead head) {
        Entry kept = journal.entries().entry(head.entry());
        Entry other = journal.entries().entry(branch.entry());
        boolean paidTwice = head.paid() && Projections.snapshot(other.draft()).paid();
        return new Review.Case(
                other.id().toString(),
                branch.posReference(),
                paidTwice ? "paid-twice" : "double-edit",
                side(head.version(), kept),
                side(branch.version(), other));
    }

    private static Review.Side side(long version, Entry entry) {
        return new Review.Side(
                version,
                entry.id().stream().origin().name(),
                entry.stamp().wallMillis(),
                entry.draft().payload());
    }

    /** What a screen hears first. */
    List<Notice> greeting(ScreenId screen, Locks locks, SaleStates saleStates) {
        List<Notice> notices = new ArrayList<>(List.of(syncInit(), locks.state(), syncStatus()));
        notices.addAll(saleStates.newest(screen));
        return notices;
    }
}
