package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.entry.Draft;
import tillmesh.entry.Hash;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.journal.Journal.Appended;
import tillmesh.sim.Dice;

/** What a note, a burst and an erasing leave behind. */
class JournalNotesTest {
    @TempDir
    Path dir;

    private final Fault notToday = new Fault(Remedy.RETRY, "not today", "");

    @Test
    void a_note_that_fails_is_undone_alone_and_leaves_no_gap() {
        Dice.throwing(30, dice -> {
            TestLane lane = new TestLane(dir.resolve("seed" + dice.seed()), TestLane.SMALL, dice);
            Journal journal = lane.open();
            int kept = 0;
            for (int burst = 0; burst < 10; burst++) {
                Runnable[] notes = new Runnable[dice.between(1, 6)];
                boolean[] fails = new boolean[notes.length];
                for (int i = 0; i < notes.length; i++) {
                    fails[i] = dice.oneIn(3);
                    kept += fails[i] ? 0 : 1;
                    notes[i] = note(journal, "op-" + burst + "-" + i, fails[i]);
                }

                @Nullable Fault[] told = TestLane.burst(journal, notes);

                for (int i = 0; i < notes.length; i++) {
                    assertSame(fails[i] ? notToday : null, told[i]);
                    assertEquals(
                            !fails[i],
                            journal.shop().op("T1", "op-" + burst + "-" + i).isPresent());
                }
            }
            closes(journal, kept);
            journal.close();
        });
    }

    private Runnable note(Journal journal, String opId, boolean fails) {
        return () -> {
            Appended appended = journal.append(TestLane.event("{}"));
            journal.shop().putOp(new OpRow("T1", opId, 5, "Publish", appended.id(), null));
            if (fails) {
                throw notToday;
            }
        };
    }

    private static void closes(Journal journal, int kept) {
        List<Appended> all = journal.entries().after(0, 1_000);
        assertEquals(kept, all.size());
        Hash before = Hash.ZERO;
        for (int i = 0; i < all.size(); i++) {
            assertEquals(i + 1, all.get(i).entry().id().seq());
            assertEquals(before, all.get(i).entry().prevHash());
            before = all.get(i).entry().hash();
        }
        assertEquals(kept, journal.lastSeq());
    }

    @Test
    void a_note_that_only_reads_does_not_write_to_the_disk() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        long before = journal.tidying().facts().walBytes();

        TestLane.burst(
                journal, () -> journal.entries().newest(5), () -> journal.shop().openOrders());

        assertEquals(before, journal.tidying().facts().walBytes());
        journal.close();
    }

    @Test
    void any_text_comes_back_to_the_letter() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        Dice.throwing(100, dice -> {
            Draft draft = new Draft(
                    "free." + dice.word(1, 5),
                    dice.text(20),
                    dice.oneIn(2) ? null : dice.text(20),
                    dice.nextLong(100),
                    dice.text(20),
                    dice.text(20),
                    dice.text(20),
                    dice.text(5_000));

            Appended written = TestLane.append(journal, draft);

            assertEquals(draft, journal.entries().entry(written.id()).draft());
        });
        journal.close();
        try (Reading reading = Reading.open(lane.folder.database())) {
            assertTrue(reading.prove(walked -> {}).closed());
        }
    }

    @Test
    void an_erased_lane_is_empty_and_goes_on_counting() {
        TestLane lane = new TestLane(dir);
        WrittenLane written = new WrittenLane(lane);
        written.life(40);
        Journal journal = lane.open();
        written.write(journal, 40);
        long last = journal.lastSeq();

        TestLane.burst(journal, () -> journal.erase("ab".repeat(16)));

        assertEquals(List.of(), journal.entries().after(0, 10));
        assertEquals(0, journal.shop().orderCount());
        assertEquals(Optional.empty(), journal.shop().table(5));
        assertEquals(0, journal.shop().ticket("2026-11-21", "takeout"));
        assertEquals(List.of(), journal.shop().leases());
        assertEquals(new Marks.Counts(0, 0, 0, 0, null), journal.marks().counts(journal.stream(), last));
        assertEquals(
                last + 1,
                TestLane.append(journal, TestLane.event("{}")).entry().id().seq());
        journal.close();
        Journal again = lane.open();
        assertEquals("", again.story());
        assertEquals("ab".repeat(16), again.storeId());
        assertEquals(1, again.entries().after(0, 10).size());
        again.close();
        try (Reading reading = Reading.open(lane.folder.database())) {
            assertTrue(reading.prove(walked -> {}).closed());
        }
    }

    @Test
    void an_erasing_that_fails_leaves_everything() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        new WrittenLane(lane).write(journal, 40);
        LaneState before = LaneState.of(journal);
        String store = journal.storeId();

        Fault told = TestLane.burst(journal, () -> {
            journal.erase("ab".repeat(16));
            throw notToday;
        })[0];

        assertNotNull(told);
        assertEquals(before, LaneState.of(journal));
        assertEquals(store, journal.storeId());
        journal.close();
    }

    @Test
    void a_copy_is_made_while_the_lane_goes_on() throws Exception {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        new WrittenLane(lane).write(journal, 40);

        Path copy = journal.tidying().copyAside("before-reset");
        TestLane.append(journal, TestLane.event("{}"));

        assertEquals(lane.folder.backups(), copy.getParent());
        try (Reading reading = Reading.open(copy)) {
            assertEquals(40, reading.facts().entries());
            assertTrue(reading.prove(walked -> {}).closed());
        }
        assertTrue(Files.size(copy) > 0);
        journal.close();
    }

    @Test
    void what_a_device_asked_for_is_forgotten_after_its_time() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        TestLane.burst(journal, () -> journal.shop().putOp(new OpRow("T1", "old", lane.millis(), "Ask", null, null)));
        lane.pass(Duration.ofHours(47));
        TestLane.burst(journal, () -> journal.shop().putOp(new OpRow("T1", "new", lane.millis(), "Ask", null, null)));
        lane.pass(Duration.ofHours(2));

        int[] forgotten = new int[1];
        TestLane.burst(
                journal,
                () -> forgotten[0] = journal.shop()
                        .forgetOps(lane.millis() - Duration.ofDays(2).toMillis()));

        assertEquals(1, forgotten[0]);
        assertTrue(journal.shop().op("T1", "old").isEmpty());
        assertTrue(journal.shop().op("T1", "new").isPresent());
        journal.close();
    }

    @Test
    void a_ticket_counter_never_goes_back() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();

        TestLane.burst(journal, () -> journal.shop().putTicket("2026-11-21", "takeout", 7));
        TestLane.burst(journal, () -> journal.shop().putTicket("2026-11-21", "takeout", 5));

        assertEquals(7, journal.shop().ticket("2026-11-21", "takeout"));
        assertNull(TestLane.burst(journal, () -> {})[0]);
        journal.close();
    }

    @Test
    void the_number_of_orders_follows_notes_that_were_undone() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        assertEquals(0, journal.shop().orderCount());

        TestLane.burst(
                journal,
                () -> journal.shop().putOrder(new OrderHead("Order 1", 1, 1, null, false, "draft", 1, null, 5)),
                () -> {
                    journal.shop().putOrder(new OrderHead("Order 2", 1, 2, null, false, "draft", 1, null, 5));
                    throw notToday;
                });

        assertEquals(1, journal.shop().orderCount());
        journal.close();
    }
}
