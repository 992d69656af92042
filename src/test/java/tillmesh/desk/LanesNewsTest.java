package tillmesh.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.journal.DataFolder;
import tillmesh.journal.Journal;
import tillmesh.journal.JournalLimits;
import tillmesh.loop.LaneLoop;
import tillmesh.peer.Neighbours;
import tillmesh.peer.PeerId;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

class LanesNewsTest {
    private static final InstantSource WALL = () -> Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path dir;

    @Test
    void a_lane_that_this_life_never_met_is_away_since_its_start() {
        AtomicLong clock = new AtomicLong(5_000);
        LaneId own = new LaneId("L1");
        try (Journal journal = Journal.open(DataFolder.open(dir), own, JournalLimits.USUAL, WALL, new Dice(1))) {
            LaneLoop loop = new LaneLoop(journal, 16, clock::get, bug -> {});
            PeerId self = new PeerId(own, journal.stream().incarnation());
            Neighbours neighbours = new Neighbours(
                    loop,
                    self,
                    () -> {
                        throw new AssertionError("nobody is met");
                    },
                    alarm -> {});
            LanesNews news = new LanesNews(loop, WALL, journal, neighbours);

            clock.addAndGet(Duration.ofDays(8).toMillis());

            assertEquals(Duration.ofDays(8), news.awayFor(new LaneId("L2")));
            assertEquals(Duration.ZERO, news.awayFor(own));
            assertEquals(
                    List.of("L1"),
                    news.lanes().lanes().stream().map(lane -> lane.id()).toList());
        }
    }
}
