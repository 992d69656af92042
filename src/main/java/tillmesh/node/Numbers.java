package tillmesh.node;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tillmesh.desk.Reports;
import tillmesh.protocol.BoardFacts;
import tillmesh.screen.Lines;
import tillmesh.status.Meters;

/** The numbers of a node for Prometheus: taken from the board when somebody asks, so that no sale is slowed by them. */
final class Numbers {
    private final Reports reports;
    private final Watch watch;
    private volatile @Nullable BoardFacts board;

    Numbers(Reports reports, Watch watch) {
        this.reports = reports;
        this.watch = watch;
    }

    /** Takes a fresh look. Loop thread. */
    BoardFacts refresh() {
        BoardFacts fresh = reports.board();
        board = fresh;
        return fresh;
    }

    Meters meters(Supplier<CompletionStage<BoardFacts>> fresh, Lines lines) {
        return new Meters(fresh)
                .gauge(
                        "tillmesh.entries.pending",
                        "Entries on this lane only.",
                        of(b -> b.sales().pending()))
                .gauge(
                        "tillmesh.entries.peer.ack",
                        "Entries on enough lanes.",
                        of(b -> b.sales().peerAck()))
                .gauge(
                        "tillmesh.entries.cloud.ack",
                        "Entries in every cloud.",
                        of(b -> b.sales().cloudAck()))
                .gauge(
                        "tillmesh.entries.set.aside",
                        "Entries a cloud refuses.",
                        of(b -> b.sales().setAside()))
                .gauge(
                        "tillmesh.oldest.unsafe.seconds",
                        "Age of the oldest entry that is only here.",
                        of(b -> b.oldestUnsafeSeconds() == null ? 0 : b.oldestUnsafeSeconds()))
                .gauge(
                        "tillmesh.screens",
                        "Signed-in screens.",
                        of(b -> b.screens().size()))
                .gauge("tillmesh.sockets", "Open sockets.", lines::open)
                .gauge(
                        "tillmesh.leases",
                        "Order leases in force.",
                        of(b -> b.leases().size()))
                .gauge(
                        "tillmesh.table.locks",
                        "Table locks in force.",
                        of(b -> b.locks().size()))
                .gauge(
                        "tillmesh.troubles",
                        "Things that are wrong now.",
                        of(b -> b.troubles().size()))
                .gauge(
                        "tillmesh.database.bytes",
                        "Size of the database.",
                        of(b -> b.disk().databaseBytes()))
                .gauge(
                        "tillmesh.wal.bytes",
                        "Size of the write-ahead log.",
                        of(b -> b.disk().walBytes()))
                .gauge(
                        "tillmesh.disk.free.bytes",
                        "Free space in the data folder.",
                        of(b -> b.disk().freeBytes()))
                .gauge(
                        "tillmesh.disk.accepting",
                        "1 while entries are taken.",
                        of(b -> b.disk().accepting() ? 1 : 0))
                .gauge("tillmesh.loop.queued", "Notes that wait for the loop.", watch::queued)
                .counter("tillmesh.loop.notes", "Notes done.", watch::notes)
                .counter(
                        "tillmesh.frames.in",
                        "Frames received.",
                        () -> lines.traffic().framesIn())
                .counter(
                        "tillmesh.frames.out",
                        "Frames sent.",
                        () -> lines.traffic().framesOut())
                .counter(
                        "tillmesh.frames.rejected",
                        "Frames refused at the gate.",
                        () -> lines.traffic().rejected())
                .counter(
                        "tillmesh.slow.closed",
                        "Sockets closed for not reading.",
                        () -> lines.traffic().slowClosed());
    }

    private java.util.function.DoubleSupplier of(ToDoubleFunction<BoardFacts> number) {
        return () -> {
            BoardFacts now = board;
            return now == null ? Double.NaN : number.applyAsDouble(now);
        };
    }
}
