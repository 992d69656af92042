package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.sim.Dice;

class TidyingTest {
    @TempDir
    Path dir;

    private static final String LARGE = "\"" + "x".repeat(20_000) + "\"";

    private static JournalLimits limits(long sizeMax, long walMax) {
        return new JournalLimits(sizeMax, walMax, 0, 0, Duration.ofDays(30));
    }

    private static void burst(Journal journal) {
        Runnable note = () -> journal.append(TestLane.event(LARGE));
        for (Fault why : TestLane.burst(journal, note, note, note, note)) {
            assertNull(why);
        }
    }

    @Test
    void the_log_keeps_its_ceiling_though_bursts_outrun_the_ticks() {
        TestLane lane = new TestLane(dir, limits(1L << 30, 1L << 20), new Dice(1));
        Journal journal = lane.open();
        long largest = 0;

        for (int i = 0; i < 200; i++) {
            burst(journal);
            largest = Math.max(largest, journal.tidying().facts().walBytes());
        }

        assertTrue(largest < 2L << 20, "the log grew to " + largest);
        journal.close();
    }

    @Test
    void a_reader_does_not_hold_up_the_lane_and_its_log_is_folded_after_it() throws Exception {
        TestLane lane = new TestLane(dir, limits(1L << 30, 1L << 20), new Dice(1));
        Journal journal = lane.open();
        burst(journal);
        try (Connection reader = Database.openReading(lane.folder.database())) {
            reader.setAutoCommit(false);
            Database.number(reader, "SELECT COUNT(*) FROM entry");
            long begun = System.nanoTime();

            for (int i = 0; i < 30; i++) {
                burst(journal);
            }

            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(4).toNanos(), "the lane waited for a reader");
            assertTrue(journal.tidying().facts().walBytes() > 1L << 20);
            reader.rollback();
        }
        journal.tidying().tick();
        assertEquals(0, journal.tidying().facts().walBytes());
        journal.close();
    }

    @Test
    void the_log_is_folded_in_the_quiet_only() {
        TestLane lane = new TestLane(dir, limits(1L << 30, 64L << 20), new Dice(1));
        Journal journal = lane.open();
        for (int i = 0; i < 80; i++) {
            burst(journal);
        }
        long before = journal.tidying().facts().databaseBytes();

        assertFalse(journal.tidying().tick());
        assertEquals(before, journal.tidying().facts().databaseBytes());

        assertTrue(journal.tidying().tick());
        assertTrue(journal.tidying().facts().databaseBytes() > before);
        journal.close();
    }

    @Test
    void below_the_ceiling_of_the_file_it_refuses_and_goes_on_when_there_is_room() {
        TestLane lane = new TestLane(dir, limits(4L << 20, 1L << 20), new Dice(1));
        Journal journal = lane.open();
        List<Long> kept = new ArrayList<>();
        Fault full = assertThrows(Fault.class, () -> {
            while (true) {
                kept.add(TestLane.append(journal, TestLane.event(LARGE)).id());
            }
        });
        assertEquals(Remedy.RETRY, full.remedy());
        assertFalse(journal.tidying().facts().accepting());
        journal.tidying().tick();
        assertThrows(Fault.class, () -> TestLane.append(journal, TestLane.event(LARGE)));
        assertEquals(kept.size(), journal.lastSeq());

        TestLane.burst(journal, () -> journal.erase("0".repeat(32)));
        journal.tidying().tick();

        assertEquals(
                kept.size() + 1,
                TestLane.append(journal, TestLane.event(LARGE)).entry().id().seq());
        journal.close();
    }

    @Test
    void less_room_than_is_kept_back_refuses_before_the_disk_does() {
        JournalLimits limits = new JournalLimits(4L << 20, 1L << 20, 2L << 20, 0, Duration.ofDays(30));
        TestLane lane = new TestLane(dir, limits, new Dice(1));
        Journal journal = lane.open();
        for (int i = 0; i < 30; i++) {
            burst(journal);
            journal.tidying().tick();
            if (!journal.tidying().facts().accepting()) {
                break;
            }
        }

        Fault refused = assertThrows(Fault.class, () -> TestLane.append(journal, TestLane.event("{}")));

        assertTrue(refused.sentence().contains("kept back"), refused.sentence());
        LeaseRow lease = new LeaseRow("ORDER", "Order 1", "T1", 3, "cashier", "Ann", "0a", 5);
        assertNull(TestLane.burst(journal, () -> journal.shop().putLease(lease))[0]);
        journal.close();
    }

    @Test
    void the_reserve_is_there_and_is_given_up_when_the_disk_is_full() {
        JournalLimits limits = new JournalLimits(3L << 20, 1L << 20, 0, 100_000, Duration.ofDays(30));
        TestLane lane = new TestLane(dir, limits, new Dice(1));
        Journal journal = lane.open();
        assertEquals(100_000, lane.folder.reserve().toFile().length());

        assertThrows(Fault.class, () -> {
            while (true) {
                TestLane.append(journal, TestLane.event(LARGE));
            }
        });

        assertFalse(Files.exists(lane.folder.reserve()));
        journal.close();
    }

    @Test
    void a_database_that_was_taken_away_is_not_written_to() throws Exception {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        Path elsewhere = dir.resolve("elsewhere.db");
        Files.move(lane.folder.database(), elsewhere);

        journal.tidying().tick();

        Fault refused = assertThrows(Fault.class, () -> TestLane.append(journal, TestLane.event("{}")));
        assertTrue(refused.sentence().contains("removed"), refused.sentence());
        Files.move(elsewhere, lane.folder.database());
        journal.tidying().tick();
        TestLane.append(journal, TestLane.event("{}"));
        journal.close();
    }
}
