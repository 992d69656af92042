package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.desk.Projections;
import tillmesh.entry.Entry;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.shop.LaneId;

class OpeningTest {
    @TempDir
    Path dir;

    private void life(TestLane lane, int entries) {
        Journal journal = lane.open();
        for (int i = 0; i < entries; i++) {
            TestLane.append(journal, TestLane.event("{\"n\":" + i + "}"));
        }
        journal.close();
    }

    @Test
    void each_life_has_a_name_of_its_own_and_counts_from_1() {
        TestLane lane = new TestLane(dir);
        life(lane, 3);
        Journal journal = lane.open();

        Entry first = TestLane.append(journal, TestLane.event("{}")).entry();

        assertEquals(1, first.id().seq());
        List<Journal.Appended> all = journal.entries().after(0, 10);
        assertNotEquals(all.get(0).entry().id().stream(), first.id().stream());
        assertEquals(all.get(2).entry().hash(), first.prevHash(), "it hangs on the head of the life before");
        assertTrue(first.stamp().compareTo(all.get(2).entry().stamp()) > 0);
        journal.close();
    }

    @Test
    void an_empty_life_does_not_break_the_chain() {
        TestLane lane = new TestLane(dir);
        life(lane, 2);
        life(lane, 0);
        life(lane, 0);
        Journal journal = lane.open();

        Entry first = TestLane.append(journal, TestLane.event("{}")).entry();

        assertEquals(journal.entries().after(0, 10).get(1).entry().hash(), first.prevHash());
        journal.close();
        assertTrue(Reading.open(lane.folder.database()).prove(walked -> {}).closed());
    }

    @Test
    void the_disk_keeps_its_id_over_starts() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        journal.close();

        Journal again = lane.open();

        assertEquals(journal.storeId(), again.storeId());
        assertEquals("", again.story());
        again.close();
    }

    @Test
    void a_disk_without_its_marker_is_a_new_disk() throws Exception {
        TestLane lane = new TestLane(dir);
        life(lane, 2);
        String before = Reading.open(lane.folder.database()).facts().storeId();
        Files.delete(lane.folder.marker());

        Journal journal = lane.open();

        assertNotEquals(before, journal.storeId());
        assertFalse(journal.story().isEmpty());
        journal.close();
        Journal quiet = lane.open();
        assertEquals("", quiet.story());
        quiet.close();
    }

    @Test
    void an_older_copy_put_back_is_a_new_disk_and_names_what_is_gone() throws Exception {
        TestLane lane = new TestLane(dir);
        life(lane, 5);
        Path copy = dir.resolve("copy.db");
        Files.copy(lane.folder.database(), copy);
        Journal lost = lane.open();
        TestLane.append(lost, TestLane.event("{}"));
        TestLane.append(lost, TestLane.event("{}"));
        lost.close();
        Files.move(copy, lane.folder.database(), StandardCopyOption.REPLACE_EXISTING);

        Journal journal = lane.open();

        assertNotEquals(lost.storeId(), journal.storeId());
        assertTrue(journal.story().contains(lost.stream() + "-1..2"), journal.story());
        assertEquals(5, journal.entries().after(0, 10).size());
        journal.close();
        Proof proof = Reading.open(lane.folder.database()).prove(walked -> {});
        assertEquals(List.of(lost.stream() + "-1..2"), proof.missing());
        assertTrue(proof.chained() && !proof.closed());
    }

    @Test
    void a_database_that_is_gone_is_told_with_its_numbers() throws Exception {
        TestLane lane = new TestLane(dir);
        Journal lost = lane.open();
        TestLane.append(lost, TestLane.event("{}"));
        lost.close();
        Files.delete(lane.folder.database());

        Journal journal = lane.open();

        assertTrue(journal.story().contains(lost.stream() + "-1..1"), journal.story());
        assertNotEquals(lost.storeId(), journal.storeId());
        journal.close();
    }

    @Test
    void a_folder_that_was_wiped_is_a_new_lane() throws Exception {
        TestLane lane = new TestLane(dir.resolve("a"));
        Journal before = lane.open();
        before.close();
        TestLane wiped = new TestLane(dir.resolve("b"));

        Journal journal = wiped.open();

        assertEquals("", journal.story());
        journal.close();
    }

    @Test
    void the_folder_of_another_lane_is_refused() {
        TestLane lane = new TestLane(dir);
        life(lane, 1);

        Fault refused = assertThrows(
                Fault.class, () -> Journal.open(lane.folder, new LaneId("L2"), TestLane.SMALL, lane.wall(), lane.dice));

        assertEquals(Remedy.CALL_SOMEONE, refused.remedy());
        assertTrue(refused.sentence().contains("L1"), refused.sentence());
    }

    @Test
    void a_lease_that_was_lost_with_the_end_of_the_log_is_noticed() throws Exception {
        TestLane lane = new TestLane(dir.resolve("a"));
        life(lane, 1);
        Journal journal = lane.open();
        LeaseRow lease = new LeaseRow("ORDER", "Order 1", "T1", 3, "cashier", "Ann", "0a", 5);
        TestLane.burst(journal, () -> journal.shop().putLease(lease));
        WrittenLane.leave(journal, lane, dir.resolve("b"));
        journal.close();
        Files.delete(dir.resolve("b/tillmesh.db-wal"));

        Journal left = new TestLane(dir.resolve("b")).open();

        assertFalse(left.story().isEmpty());
        left.close();
    }

    @Test
    void a_repair_that_was_interrupted_is_finished() throws Exception {
        TestLane lane = new TestLane(dir);
        life(lane, 3);
        Path bench = Files.createDirectories(dir.resolve("repair"));
        Files.move(lane.folder.database(), bench.resolve("ready.db"));

        Journal journal = lane.open();

        assertEquals(3, journal.entries().after(0, 10).size());
        assertTrue(journal.story().contains("repair"), journal.story());
        assertFalse(Files.exists(bench));
        journal.close();
    }

    @Test
    void a_repair_that_had_not_moved_anything_is_begun_anew() throws Exception {
        TestLane lane = new TestLane(dir);
        life(lane, 3);
        Files.createDirectories(dir.resolve("repair"));
        Files.writeString(dir.resolve("repair/ready.db"), "half of something");

        Journal journal = lane.open();

        assertEquals("", journal.story());
        assertEquals(3, journal.entries().after(0, 10).size());
        journal.close();
    }

    @Test
    void projections_are_made_anew_until_that_is_finished() throws Exception {
        TestLane lane = new TestLane(dir);
        WrittenLane written = new WrittenLane(lane);
        written.life(80);
        LaneState truth = state(lane);
        try (RandomAccessFile file = new RandomAccessFile(lane.folder.database().toFile(), "rw")) {
            file.seek(16);
            file.write(77);
        }
        Journal repaired = lane.open();
        int[] left = {40};
        Projections projections = new Projections(repaired);
        assertThrows(
                IllegalStateException.class,
                () -> repaired.rebuild(appended -> {
                    if (left[0]-- == 0) {
                        throw new IllegalStateException("the power went");
                    }
                    projections.project(appended);
                }));
        repaired.close();

        assertTrue(state(lane).sameSales(truth));
    }

    private static LaneState state(TestLane lane) {
        Journal journal = lane.open();
        journal.rebuild(new Projections(journal));
        LaneState state = LaneState.of(journal);
        journal.close();
        return state;
    }

    @Test
    void damage_in_an_old_part_of_a_large_file_is_found_once_somebody_met_it() throws Exception {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        String marked = "here-is-the-damage";
        TestLane.append(journal, TestLane.event("{\"text\":\"" + marked + "\"}"));
        for (int i = 0; i < 60; i++) {
            TestLane.burst(journal, () -> {
                for (int k = 0; k < 100; k++) {
                    journal.append(TestLane.event("{}"));
                }
            });
        }
        journal.close();
        damage(lane.folder.database(), marked);
        Journal unaware = lane.open();
        assertEquals("", unaware.story());
        assertThrows(Fault.class, () -> unaware.entries().entry(1));

        unaware.suspect();
        unaware.close();
        Journal repaired = lane.open();

        assertTrue(repaired.story().contains("-1..1"), repaired.story());
        assertEquals(6_000, repaired.entries().after(0, 10_000).size());
        repaired.close();
        Journal quiet = lane.open();
        assertEquals("", quiet.story());
        quiet.close();
    }

    private static void damage(Path file, String text) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
        assertTrue(at > 0);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }
}
