package tillmesh.desk;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tillmesh.journal.Journal;
import tillmesh.journal.Marks.Counts;
import tillmesh.journal.OrderHead;
import tillmesh.loop.Loop;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Notice.Lanes;
import tillmesh.protocol.Notice.Review;
import tillmesh.protocol.Notice.Safety;
import tillmesh.protocol.Notice.SyncInit;
import tillmesh.protocol.Notice.SyncStatus;
import tillmesh.shop.ScreenId;

/** What there is to tell about the whole shop, as it is now. Loop thread only; reads, never writes. */
final class ShopNews {
    private final Loop loop;
    private final InstantSource wall;
    private final Journal journal;
    private final Roll roll;
    private final LeaseKeeper leases;
    private final long startedMillis;
    private final long startedWallMillis;

    ShopNews(Loop loop, InstantSource wall, Journal journal, Roll roll, LeaseKeeper leases) {
        this.loop = loop;
        this.wall = wall;
        this.journal = journal;
        this.roll = roll;
        this.leases = leases;
        this.startedMillis = loop.millis();
        this.startedWallMillis = wall.millis();
    }

    /** All open orders with their newest snapshots, and all tables. */
    SyncInit syncInit() {
        List<SyncInit.Order> orders = new ArrayList<>();
        for (OrderHead head : journal.shop().openOrders()) {
            String snapshot = journal.entry(head.entry()).draft().payload();
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

    /** A lane alone is its own coordinator and its own majority. */
    Lanes lanes() {
        String here = journal.stream().origin().name();
        return new Lanes(here, here, true, List.of(new Lanes.Lane(here, "here", startedWallMillis, 0)));
    }

    Safety safety() {
        Counts counts = counts();
        return new Safety(counts.pending(), counts.peerAck(), counts.setAside(), oldestUnsafe(counts), List.of());
    }

    /** Age in seconds of the oldest entry that is only on this lane, or null. */
    @org.jspecify.annotations.Nullable
    Long oldestUnsafe(Counts counts) {
        Long oldest = counts.oldestPendingMillis();
        return oldest == null ? null : Math.max(0, (wall.millis() - oldest) / 1000);
    }

    /** Double edits need a second lane. */
    Review review() {
        return new Review(List.of());
    }

    /** What a screen hears first. */
    List<Notice> greeting(ScreenId screen, Locks locks, SaleStates saleStates) {
        List<Notice> notices = new ArrayList<>(List.of(syncInit(), locks.state(), syncStatus()));
        notices.addAll(saleStates.newest(screen));
        return notices;
    }
}
