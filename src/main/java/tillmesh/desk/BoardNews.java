package tillmesh.desk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.Marks.Counts;
import tillmesh.journal.Tidying.DiskFacts;
import tillmesh.lease.Lease;
import tillmesh.protocol.BoardFacts;
import tillmesh.protocol.Notice.Board;
import tillmesh.protocol.Notice.Lanes;
import tillmesh.protocol.Payloads;

/** Everything the dashboard shows, as it is now. Loop thread only; reads, never writes. */
final class BoardNews {
    private static final int EVENTS = 50;

    private final Surroundings around;
    private final Journal journal;
    private final Roll roll;
    private final ShopNews news;
    private final LanesNews lanes;
    private final NodeFacts facts;
    private long lastNotes;
    private long lastNotesMillis;
    private long notesPerSecond;

    BoardNews(Surroundings around, Journal journal, Roll roll, ShopNews news, LanesNews lanes, NodeFacts facts) {
        this.around = around;
        this.journal = journal;
        this.roll = roll;
        this.news = news;
        this.lanes = lanes;
        this.facts = facts;
    }

    Board board(LeaseKeeper leases, LeaseKeeper locks) {
        return new Board(Payloads.json(facts(leases, locks)));
    }

    BoardFacts facts(LeaseKeeper leases, LeaseKeeper locks) {
        Counts counts = news.counts();
        List<BoardFacts.Trouble> troubles = facts.troubles().stream()
                .map(one -> new BoardFacts.Trouble(one.what(), one.since(), one.hint()))
                .toList();
        DiskFacts disk = journal.tidying().facts();
        return new BoardFacts(
                journal.stream().origin().name(),
                facts.version(),
                iso(around.wall().millis()),
                news.uptimeSeconds(),
                !disk.accepting() ? "down" : troubles.isEmpty() ? "ok" : "degraded",
                troubles,
                new BoardFacts.Sales(counts.pending(), counts.peerAck(), counts.cloudAck(), counts.setAside()),
                news.oldestUnsafe(counts),
                mesh(),
                roll.all().stream().map(this::screen).toList(),
                leases.live().stream().map(this::lease).toList(),
                locks.live().stream().map(this::lock).toList(),
                journal.entries().newest(EVENTS).stream().map(this::event).toList(),
                new BoardFacts.Disk(
                        disk.databaseBytes(),
                        disk.walBytes(),
                        disk.walMaxBytes(),
                        disk.freeBytes(),
                        disk.freeMinBytes(),
                        disk.accepting()),
                new BoardFacts.Work(facts.queued(), pace()));
    }

    private BoardFacts.Mesh mesh() {
        Lanes seen = lanes.lanes();
        return new BoardFacts.Mesh(
                seen.coordinator(),
                seen.majority(),
                seen.lanes().stream()
                        .map(lane -> new BoardFacts.Lane(
                                lane.id(), lane.state(), iso(lane.sinceMillis()), lane.entriesBehind()))
                        .toList());
    }

    private long pace() {
        long now = around.loop().millis();
        if (now - lastNotesMillis >= 1000) {
            long notes = facts.notes();
            notesPerSecond = lastNotesMillis == 0 ? 0 : (notes - lastNotes) * 1000 / (now - lastNotesMillis);
            lastNotes = notes;
            lastNotesMillis = now;
        }
        return notesPerSecond;
    }

    BoardFacts.Screen screen(Terminal terminal) {
        long now = around.loop().millis();
        long lastSeen = around.audience().lastFrameMillis(terminal.line());
        return new BoardFacts.Screen(
                terminal.id(),
                terminal.holder().name(),
                terminal.holder().role().wire(),
                terminal.holder().uid(),
                (now - terminal.sinceMillis()) / 1000,
                lastSeen == 0 ? 0 : Math.max(0, now - lastSeen) / 1000,
                around.audience().queuedBytes(terminal.line()));
    }

    private BoardFacts.Lease lease(Lease lease) {
        return new BoardFacts.Lease(
                lease.resource().key(),
                lease.holder().screen().name(),
                lease.holder().display(),
                secondsLeft(lease),
                roll.of(lease.holder().screen()).isPresent());
    }

    private BoardFacts.Lock lock(Lease lock) {
        return new BoardFacts.Lock(
                lock.resource().tableId(),
                lock.holder().screen().name(),
                lock.holder().display(),
                secondsLeft(lock));
    }

    private long secondsLeft(Lease lease) {
        return Math.max(0, (lease.untilMillis() - around.loop().millis()) / 1000);
    }

    private BoardFacts.Event event(Appended appended) {
        var draft = appended.entry().draft();
        return new BoardFacts.Event(
                appended.entry().id().toString(),
                draft.topic(),
                draft.subject(),
                iso(appended.entry().stamp().wallMillis()),
                journal.marks().delivery(appended.entry().id()).wire(),
                draft.screen());
    }

    static String iso(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
