package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.desk.Projections;
import tillmesh.entry.Draft;
import tillmesh.entry.EntryId;
import tillmesh.entry.Topics;
import tillmesh.journal.Journal.Appended;

class PrunerTest {
    @TempDir
    Path dir;

    private final Duration old = Duration.ofDays(31);

    private static Appended order(Journal journal, String ref, long version, boolean paid) {
        Appended[] made = new Appended[1];
        TestLane.burst(journal, () -> {
            String payload = "{\"status\":\"" + (paid ? "paid" : "draft") + "\"}";
            String base = journal.shop()
                    .order(ref)
                    .map(head -> journal.entries().idOf(head.entry()).toString())
                    .orElse(null);
            made[0] = journal.append(new Draft(Topics.ORDER_SNAPSHOT, ref, null, version, base, "T1", null, payload));
            new Projections(journal).project(made[0]);
        });
        return made[0];
    }

    private static void stored(Journal journal, EntryId upto) {
        TestLane.burst(journal, () -> journal.marks().require(List.of("odoo"), 1));
        TestLane.burst(journal, () -> journal.marks().cloudStored("odoo", upto, 1));
    }

    private static int prune(Journal journal, TestLane lane) {
        int gone = 0;
        for (int i = 0; i < 10; i++) {
            Pruner.Pruned[] portion = {Pruner.Pruned.NOTHING};
            TestLane.burst(journal, () -> portion[0] = journal.pruner().portion(lane.millis()));
            gone += portion[0].entries();
        }
        return gone;
    }

    private static Proof proof(TestLane lane) {
        try (Reading reading = Reading.open(lane.folder.database())) {
            return reading.prove(walked -> {});
        }
    }

    @Test
    void without_a_cloud_nothing_is_ever_deleted() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        EntryId last = TestLane.append(journal, TestLane.event("{}")).entry().id();
        TestLane.burst(journal, () -> journal.marks().cloudStored("odoo", last, 1));
        lane.pass(old);

        assertEquals(0, prune(journal, lane));
        journal.close();
    }

    @Test
    void what_every_cloud_has_goes_when_it_is_old_and_the_chain_still_closes() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        for (int i = 0; i < 1_200; i++) {
            TestLane.append(journal, TestLane.event("{}"));
        }
        EntryId stored = journal.entries().newest(1).get(0).entry().id();
        TestLane.append(journal, TestLane.event("{\"only\":\"here\"}"));
        lane.pass(old);
        TestLane.append(journal, TestLane.event("{\"new\":1}"));
        stored(journal, stored);

        assertEquals(1_200, prune(journal, lane));

        assertEquals(2, journal.entries().after(0, 100).size());
        assertTrue(proof(lane).closed());
        journal.close();
        Journal again = lane.open();
        assertEquals("", again.story());
        assertEquals(2, again.marks().counts(again.stream(), 0).pending());
        again.close();
        assertTrue(proof(lane).closed());
    }

    @Test
    void one_cloud_that_lacks_it_keeps_it() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        EntryId last = TestLane.append(journal, TestLane.event("{}")).entry().id();
        stored(journal, last);
        TestLane.burst(journal, () -> journal.marks().require(List.of("odoo", "supabase"), 1));
        lane.pass(old);

        assertEquals(0, prune(journal, lane));
        journal.close();
    }

    @Test
    void an_open_order_keeps_its_snapshot_until_it_is_paid() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        order(journal, "Order 1", 1, false);
        Appended open = order(journal, "Order 1", 2, false);
        Appended last = order(journal, "Order 2", 1, true);
        stored(journal, last.entry().id());
        lane.pass(old);

        assertEquals(2, prune(journal, lane));

        assertEquals(open.entry(), journal.entries().entry(open.id()));
        assertEquals(Optional.empty(), journal.shop().order("Order 2"));
        assertEquals(1, journal.shop().orderCount());
        Appended paid = order(journal, "Order 1", 3, true);
        assertEquals(1, prune(journal, lane));
        assertEquals(
                List.of(paid.id()),
                journal.entries().after(0, 9).stream().map(Appended::id).toList());
        assertTrue(proof(lane).closed());
        journal.close();
    }

    @Test
    void a_table_and_a_refused_entry_keep_theirs() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        TestLane.burst(journal, () -> {
            Appended table = journal.append(new Draft(
                    Topics.TABLE_STATUS, "5", null, 0, null, "T1", null, "{\"tableId\":5,\"status\":\"reserved\"}"));
            new Projections(journal).project(table);
        });
        EntryId refused = TestLane.append(journal, TestLane.event("{}")).entry().id();
        EntryId last = TestLane.append(journal, TestLane.event("{}")).entry().id();
        stored(journal, last);
        TestLane.burst(journal, () -> journal.marks().setAside("odoo", refused, "no such product", 1, 1));
        lane.pass(old);

        assertEquals(1, prune(journal, lane));

        assertEquals(2, journal.entries().after(0, 9).size());
        assertEquals(
                1, journal.marks().counts(journal.stream(), journal.lastSeq()).setAside());
        journal.close();
    }

    @Test
    void a_register_keeps_the_entry_that_made_it_and_the_one_that_says_where_it_is() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        Appended made = register(journal, Topics.REGISTER_CREATED, "Bar", "{\"name\":\"Bar\",\"cash\":false}");
        String key = made.entry().id().toString();
        register(journal, Topics.REGISTER_REFUSED, key, "{\"round\":0,\"tries\":1,\"reason\":\"no\"}");
        Appended pushed = register(journal, Topics.REGISTER_PUSHED, key, "{\"configId\":4}");
        stored(journal, pushed.entry().id());
        lane.pass(old);

        assertEquals(1, prune(journal, lane));

        assertEquals(made.entry(), journal.entries().entry(made.id()));
        assertEquals(pushed.entry(), journal.entries().entry(pushed.id()));
        journal.close();
    }

    private static Appended register(Journal journal, String topic, String subject, String payload) {
        Appended[] made = new Appended[1];
        TestLane.burst(journal, () -> {
            made[0] = journal.append(new Draft(topic, subject, null, 0, null, null, null, payload));
            new Projections(journal).project(made[0]);
        });
        return made[0];
    }

    @Test
    void a_paid_order_stays_while_an_older_version_of_it_was_refused() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        Appended refused = order(journal, "Order 1", 1, false);
        Appended paid = order(journal, "Order 1", 2, true);
        stored(journal, paid.entry().id());
        EntryId first = refused.entry().id();
        TestLane.burst(journal, () -> journal.marks().setAside("odoo", first, "no such product", 1, 1));
        lane.pass(old);

        assertEquals(0, prune(journal, lane));

        assertTrue(journal.shop().order("Order 1").orElseThrow().paid());
        journal.close();
        Journal again = lane.open();
        assertEquals("", again.story());
        assertTrue(again.shop().order("Order 1").orElseThrow().paid());
        again.close();
    }

    @Test
    void a_paid_order_stays_while_an_earlier_life_of_it_is_not_in_the_cloud() {
        TestLane lane = new TestLane(dir);
        Journal before = lane.open();
        order(before, "Order 1", 1, false);
        before.close();
        Journal journal = lane.open();
        Appended paid = order(journal, "Order 1", 2, true);
        stored(journal, paid.entry().id());
        lane.pass(old);

        assertEquals(0, prune(journal, lane));

        journal.close();
        Journal again = lane.open();
        assertEquals("", again.story());
        assertTrue(again.shop().order("Order 1").orElseThrow().paid());
        again.close();
    }

    @Test
    void what_stays_costs_no_write() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        stored(journal, order(journal, "Order 1", 1, false).entry().id());
        lane.pass(old);
        prune(journal, lane);
        long before = journal.tidying().facts().walBytes();

        assertEquals(0, prune(journal, lane));

        assertEquals(before, journal.tidying().facts().walBytes());
        journal.close();
    }

    @Test
    void what_a_device_asked_for_keeps_its_entry() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        Appended asked = TestLane.append(journal, TestLane.event("{}"));
        TestLane.burst(
                journal,
                () -> journal.shop().putOp(new OpRow("T1", "op-1", lane.millis(), "Publish", asked.id(), null)));
        stored(journal, asked.entry().id());
        lane.pass(old);

        assertEquals(0, prune(journal, lane));

        TestLane.burst(journal, () -> journal.shop().forgetOps(lane.millis()));
        assertEquals(1, prune(journal, lane));
        journal.close();
    }

    @Test
    void what_was_pruned_is_not_missing_after_a_repair() throws Exception {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        for (int i = 0; i < 100; i++) {
            TestLane.append(journal, TestLane.event("{}"));
        }
        stored(journal, journal.entries().newest(1).get(0).entry().id());
        lane.pass(old);
        Entries entries = new Entries(TestLane.append(journal, TestLane.event("{\"kept\":1}")));
        assertEquals(100, prune(journal, lane));
        journal.close();
        try (RandomAccessFile file = new RandomAccessFile(lane.folder.database().toFile(), "rw")) {
            file.seek(16);
            file.write(77);
        }

        Journal repaired = lane.open();

        assertTrue(repaired.story().contains("damaged"), repaired.story());
        assertEquals(
                List.of(entries.kept().entry()),
                repaired.entries().after(0, 9).stream().map(Appended::entry).toList());
        repaired.close();
        assertEquals(List.of(), proof(lane).missing());
        assertTrue(proof(lane).closed());
    }

    private record Entries(Appended kept) {}
}
