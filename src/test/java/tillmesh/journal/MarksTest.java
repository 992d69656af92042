package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.entry.Delivery;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.journal.Cleared.How;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

class MarksTest {
    @TempDir
    Path dir;

    @Test
    void the_outbox_says_of_each_entry_what_its_marks_say() {
        Dice.throwing(25, dice -> {
            TestLane lane = new TestLane(dir.resolve("seed" + dice.seed()), TestLane.SMALL, dice);
            List<EntryId> ids = new ArrayList<>();
            write(lane, ids).close();
            Journal journal = write(lane, ids);
            for (int i = dice.between(5, 40); i > 0; i--) {
                move(journal, dice, ids);
            }

            TestLane.burst(journal, () -> journal.marks().peers().write());
            compare(journal, ids, outbox(lane));

            journal.close();
            Journal again = lane.open();
            compare(again, ids, outbox(lane));
            again.close();
        });
    }

    private static Journal write(TestLane lane, List<EntryId> ids) {
        Journal journal = lane.open();
        for (int i = lane.dice.between(1, 20); i > 0; i--) {
            ids.add(TestLane.append(journal, TestLane.event("{}")).entry().id());
        }
        return journal;
    }

    private static void move(Journal journal, Dice dice, List<EntryId> ids) {
        EntryId id = dice.oneOf(ids);
        Marks marks = journal.marks();
        String disk = dice.oneOf("s2", "s3", "s3b", "s4");
        Runnable note = switch (dice.nextInt(7)) {
            case 0, 1 -> () -> marks.peers().kept(disk, "L" + disk.charAt(1), id, 5);
            case 2, 3 -> () -> marks.cloudStored(dice.oneOf("odoo", "supabase"), id, 6);
            case 4 ->
                () -> marks.require(
                        dice.oneOf(List.of(List.<String>of(), List.of("odoo"), List.of("odoo", "supabase"))),
                        dice.oneOf(List.of(List.<String>of(), List.of("supabase"))),
                        dice.between(1, 3));
            case 5 -> () -> marks.clear(new Cleared("odoo", id, dice.oneOf(How.DISCARDED, How.STORED), "why", 8));
            default ->
                dice.oneIn(2)
                        ? () -> marks.peers().storeGone(disk)
                        : () -> marks.setAside("odoo", id, "no such product", 3, 7);
        };
        if (dice.oneIn(4)) {
            // A note that fails leaves no mark, and one beside it stays.
            TestLane.burst(journal, () -> marks.peers().kept("s2", "L2", id, 5), () -> {
                note.run();
                throw new Fault(Remedy.RETRY, "not today", "");
            });
        } else {
            TestLane.burst(journal, note);
        }
    }

    private static Map<String, String> outbox(TestLane lane) throws Exception {
        Map<String, String> states = new HashMap<>();
        try (var connection = Database.openReading(lane.folder.database());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id, status FROM outbox")) {
            while (rows.next()) {
                states.put(rows.getString(1), rows.getString(2));
            }
        }
        return states;
    }

    private static void compare(Journal journal, List<EntryId> ids, Map<String, String> outbox) {
        Map<Delivery, Long> counts = new HashMap<>();
        for (EntryId id : ids) {
            Delivery delivery = journal.marks().delivery(id);
            assertEquals(delivery.wire(), outbox.get(id.toString()), id.toString());
            counts.merge(delivery, 1L, Long::sum);
        }
        Marks.Counts told = journal.marks().counts(journal.stream(), journal.lastSeq());
        assertEquals(counts.getOrDefault(Delivery.PENDING, 0L), told.pending());
        assertEquals(counts.getOrDefault(Delivery.PEER_ACK, 0L), told.peerAck());
        assertEquals(counts.getOrDefault(Delivery.CLOUD_ACK, 0L), told.cloudAck());
        long undecided = ids.stream()
                .filter(id -> journal.marks().delivery(id) == Delivery.SET_ASIDE)
                .filter(id -> journal.marks().upstairs().open("odoo", id).isPresent())
                .count();
        assertEquals(undecided, told.setAside());
    }

    @Test
    void a_cloud_that_is_not_required_holds_up_nothing_but_pruning_and_its_refusals_are_seen() {
        TestLane lane = new TestLane(dir);
        try (Journal journal = lane.open()) {
            Marks marks = journal.marks();
            EntryId[] ids = {
                TestLane.append(journal, TestLane.event("{}")).entry().id(),
                TestLane.append(journal, TestLane.event("{}")).entry().id()
            };
            TestLane.burst(journal, () -> {
                marks.require(List.of("supabase"), List.of("odoo"), 1);
                marks.cloudStored("supabase", ids[1], 5);
                marks.setAside("odoo", ids[0], "no such product", 1, 6);
            });

            assertEquals(Delivery.CLOUD_ACK, marks.delivery(ids[0]));
            assertEquals(0, marks.counts(journal.stream(), 2).setAside());
            assertEquals(Map.of("supabase", "stored", "odoo", "set_aside"), marks.clouds(ids[0]));
            assertEquals(Map.of("supabase", "stored", "odoo", "waiting"), marks.clouds(ids[1]));
            assertEquals(1, marks.upstairs().open(10).size());
            assertEquals(0, marks.everywhereUpto(marks.number(journal.stream())));
        }
    }

    @Test
    void what_was_stored_after_all_outweighs_that_it_was_discarded_in_whatever_order_they_come() {
        TestLane lane = new TestLane(dir);
        try (Journal journal = lane.open()) {
            Marks marks = journal.marks();
            for (List<How> order : List.of(List.of(How.DISCARDED, How.STORED), List.of(How.STORED, How.DISCARDED))) {
                EntryId id =
                        TestLane.append(journal, TestLane.event("{}")).entry().id();
                TestLane.burst(journal, () -> {
                    marks.require(List.of("odoo"), 1);
                    marks.setAside("odoo", id, "no such product", 1, 6);
                    marks.cloudStored("odoo", id, 7);
                });
                assertEquals(Delivery.SET_ASIDE, marks.delivery(id));

                order.forEach(
                        how -> TestLane.burst(journal, () -> marks.clear(new Cleared("odoo", id, how, "why", 8))));

                assertEquals(Delivery.CLOUD_ACK, marks.delivery(id));
                assertEquals(List.of(), marks.upstairs().open(10));
            }
        }
    }

    @Test
    void a_mark_never_goes_back() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        EntryId first = TestLane.append(journal, TestLane.event("{}")).entry().id();
        EntryId second = TestLane.append(journal, TestLane.event("{}")).entry().id();

        TestLane.burst(journal, () -> journal.marks().peers().kept("s2", "L2", second, 5));
        TestLane.burst(journal, () -> journal.marks().peers().kept("s2", "L2", first, 6));

        assertEquals(Delivery.PEER_ACK, journal.marks().delivery(second));
        journal.close();
    }

    @Test
    void what_another_lane_has_counts_at_once_and_is_on_the_disk_once_it_is_written() throws Exception {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        EntryId id = TestLane.append(journal, TestLane.event("{}")).entry().id();

        TestLane.burst(journal, () -> journal.marks().peers().kept("s2", "L2", id, 5));
        assertEquals(Delivery.PEER_ACK, journal.marks().delivery(id));
        assertEquals("pending", outbox(lane).get(id.toString()));

        TestLane.burst(journal, () -> journal.marks().peers().write());
        assertEquals("peer_ack", outbox(lane).get(id.toString()));
        journal.close();
    }

    @Test
    void what_another_lane_has_survives_a_note_that_fails_after_it() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        EntryId id = TestLane.append(journal, TestLane.event("{}")).entry().id();

        TestLane.burst(journal, () -> {
            journal.marks().peers().kept("s2", "L2", id, 5);
            journal.marks().peers().write();
            throw new Fault(Remedy.RETRY, "not today", "");
        });
        assertEquals(Delivery.PEER_ACK, journal.marks().delivery(id));

        journal.close();
        Journal again = lane.open();
        assertEquals(Delivery.PEER_ACK, again.marks().delivery(id));
        again.close();
    }

    @Test
    void a_mark_of_a_stream_that_a_failed_note_took_with_it_is_not_taken_for_the_next_stream() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        Stream gone = new Stream(new LaneId("L7"), 7);
        Stream next = new Stream(new LaneId("L8"), 8);
        Hash hash = TestLane.append(journal, TestLane.event("{}")).entry().hash();

        TestLane.burst(journal, () -> {
            journal.copies().beginAfter(gone, 5, hash);
            journal.marks().peers().kept("s2", "L2", new EntryId(gone, 5), 5);
            throw new Fault(Remedy.RETRY, "not today", "");
        });
        TestLane.burst(journal, () -> journal.copies().beginAfter(next, 3, hash));

        assertEquals(0, journal.marks().peers().keptBy("L2", next));
        journal.close();
    }

    @Test
    void copies_on_a_disk_that_is_gone_do_not_count() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        EntryId id = TestLane.append(journal, TestLane.event("{}")).entry().id();
        TestLane.burst(journal, () -> journal.marks().peers().kept("s2", "L2", id, 5));

        TestLane.burst(journal, () -> journal.marks().peers().storeGone("s2"));

        assertEquals(Delivery.PENDING, journal.marks().delivery(id));
        assertEquals(List.of(), journal.marks().copiesOf(id));
        journal.close();
    }

    @Test
    void the_outbox_tells_when_an_entry_was_acknowledged() throws Exception {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        EntryId first = TestLane.append(journal, TestLane.event("{}")).entry().id();
        EntryId second = TestLane.append(journal, TestLane.event("{}")).entry().id();
        TestLane.burst(journal, () -> journal.marks().peers().kept("s2", "L2", first, 1_000));
        TestLane.burst(journal, () -> journal.marks().peers().write());
        TestLane.burst(journal, () -> journal.marks().peers().kept("s2", "L2", second, 2_000));
        journal.close();

        try (var connection = Database.openReading(lane.folder.database())) {
            String asked = "SELECT peer_acked_at || ' ' || COALESCE(cloud_acked_at, '-') FROM outbox WHERE id = '";
            assertEquals("1970-01-01T00:00:01.000Z -", Database.text(connection, asked + first + "'"));
            assertEquals("1970-01-01T00:00:02.000Z -", Database.text(connection, asked + second + "'"));
        }
    }

    @Test
    void the_oldest_entry_that_is_only_here_is_known_over_many_lives() throws Exception {
        TestLane lane = new TestLane(dir);
        List<EntryId> ids = new ArrayList<>();
        write(lane, ids).close();
        long oldest = Reading.open(lane.folder.database()).counts().oldestPendingMillis();
        lane.pass(java.time.Duration.ofHours(1));
        Journal journal = write(lane, ids);

        Marks.Counts counts = journal.marks().counts(journal.stream(), journal.lastSeq());

        assertEquals(oldest, counts.oldestPendingMillis());
        assertEquals(ids.size(), counts.pending());
        journal.close();
        assertEquals(counts, Reading.open(lane.folder.database()).counts());
        assertEquals(true, Files.exists(lane.folder.database()));
    }
}
