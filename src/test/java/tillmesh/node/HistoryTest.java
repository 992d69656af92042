package tillmesh.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.desk.Reports.CloudFacts;
import tillmesh.entry.Draft;
import tillmesh.entry.EntryId;
import tillmesh.fault.Fault;
import tillmesh.journal.DataFolder;
import tillmesh.journal.Journal;
import tillmesh.journal.JournalLimits;
import tillmesh.loop.Burst;
import tillmesh.loop.Note;
import tillmesh.shop.LaneId;

/** The last hour, over a real journal and a clock that is turned by hand. */
class HistoryTest {
    private static final JournalLimits SMALL = new JournalLimits(1L << 30, 1L << 20, 0, 0, Duration.ofDays(30));

    @TempDir
    Path dir;

    private final AtomicLong nanos = new AtomicLong(1);
    private Journal journal;
    private History history;
    private Burst burst;

    @BeforeEach
    void open() {
        journal = Journal.open(
                DataFolder.open(dir),
                new LaneId("L1"),
                SMALL,
                () -> Instant.parse("2026-11-22T12:00:00Z").plusNanos(nanos.get()),
                new SecureRandom());
        // Each look at the clock takes a millisecond, so that a commit takes one.
        history = new History(journal, () -> Instant.parse("2026-11-22T12:00:00Z"), () -> nanos.addAndGet(1_000_000));
        burst = new Burst(history);
        run(() -> journal.marks().require(List.of(), 1));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void run(Runnable... notes) {
        burst.run(java.util.Arrays.stream(notes).map(note -> (Note) note::run).toList());
    }

    private void sell() {
        journal.append(new Draft("event", null, null, 0, null, null, null, "1"));
    }

    @Test
    void a_slot_tells_what_was_written_in_it_and_how_long_commits_and_copies_took() {
        run(this::sell, this::sell);
        run(this::sell);
        nanos.addAndGet(40_000_000);
        run(
                () -> journal.marks().peers().kept("b".repeat(32), "L2", new EntryId(journal.stream(), 3), 0),
                history::reached);
        history.turn(
                0,
                List.of(new CloudFacts("odoo", true, true, null, 2), new CloudFacts("supabase", true, true, null, 3)));
        history.turn(5, List.of());

        History.Slot first = history.hour().slots().get(0);
        assertEquals(3, first.entries());
        assertEquals(0, first.fromOthers());
        assertEquals(1.0, first.commitMs());
        assertEquals(1.0, first.commitMaxMs());
        assertTrue(first.ackMs() >= 40 && first.ackMaxMs() < 60, first.toString());
        assertEquals(3, first.cloudWaiting());
        History.Slot second = history.hour().slots().get(1);
        assertEquals(0, second.entries());
        assertEquals(5, second.onlyHere());
        assertNull(second.commitMs(), "a slot in which nothing was written has no commit");
        assertNull(second.cloudWaiting());
    }

    @Test
    void a_commit_that_another_lane_has_not_is_not_counted_as_copied() {
        run(this::sell);
        run(this::sell);
        run(
                () -> journal.marks().peers().kept("b".repeat(32), "L2", new EntryId(journal.stream(), 1), 0),
                history::reached);
        history.turn(1, List.of());
        nanos.addAndGet(90_000_000);
        run(
                () -> journal.marks().peers().kept("b".repeat(32), "L2", new EntryId(journal.stream(), 2), 0),
                history::reached);
        history.turn(0, List.of());

        assertTrue(history.hour().slots().get(0).ackMs() < 50);
        assertTrue(history.hour().slots().get(1).ackMs() >= 90);
    }

    @Test
    void only_the_last_hour_is_kept() {
        for (int i = 0; i < History.SLOTS + 7; i++) {
            if (i == 6) {
                run(this::sell);
            }
            history.turn(i, List.of());
        }

        assertEquals(History.SLOTS, history.hour().slots().size());
        assertEquals(7, history.hour().slots().get(0).onlyHere());
        assertEquals(0, history.hour().slots().get(0).entries());
    }

    @Test
    void what_a_disk_refused_is_undone_as_ever_and_counts_for_nothing() {
        boolean[] told = new boolean[1];
        burst.run(List.of(new Note() {
            @Override
            public void run() {
                sell();
                throw new Fault(tillmesh.fault.Remedy.RETRY, "the disk is full", "");
            }

            @Override
            public void failed(Fault why) {
                told[0] = true;
            }
        }));
        history.turn(0, List.of());

        assertTrue(told[0]);
        assertEquals(0, journal.lastSeq());
        assertEquals(0, history.hour().slots().get(0).entries());
        assertNull(history.hour().slots().get(0).commitMs());
    }
}
