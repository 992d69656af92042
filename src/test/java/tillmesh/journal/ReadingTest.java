package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.fault.Fault;

class ReadingTest {
    @TempDir
    Path dir;

    private TestLane written() {
        TestLane lane = new TestLane(dir.resolve("lane"));
        new WrittenLane(lane).life(80);
        return lane;
    }

    @Test
    void it_answers_what_the_lane_would_answer() {
        TestLane lane = written();
        Journal journal = lane.open();
        LaneState state = LaneState.of(journal);

        try (Reading reading = Reading.open(lane.folder.database())) {
            assertEquals("L1", reading.lane().name());
            assertEquals(journal.shop().openOrders(), reading.openOrders());
            assertEquals(state.tables(), reading.tables());
            assertEquals(state.leases(), reading.leases());
            assertEquals(Map.of("takeout", state.ticket()), reading.tickets("2026-11-21"));
            assertEquals(journal.entries().newest(7), reading.newest(7));
            assertEquals(journal.marks().counts(journal.stream(), 0), reading.counts());
            assertEquals(state.entries().size(), reading.facts().entries());
            assertEquals(journal.storeId(), reading.facts().storeId());
            assertEquals(List.of(), reading.facts().missing());
            journal.entries()
                    .newest(9)
                    .forEach(row -> assertEquals(
                            journal.marks().delivery(row.entry().id()),
                            reading.delivery(row.entry().id())));
        }
        journal.close();
    }

    @Test
    void the_outbox_counts_every_entry_once() {
        TestLane lane = written();
        try (Reading reading = Reading.open(lane.folder.database())) {
            Map<String, Long> outbox = reading.outbox();

            assertEquals(List.of("pending", "peer_ack", "cloud_ack", "set_aside"), List.copyOf(outbox.keySet()));
            assertEquals(80, outbox.values().stream().mapToLong(Long::longValue).sum());
            assertEquals(reading.counts().pending(), outbox.get("pending"));
        }
    }

    @Test
    void it_sees_each_commit_of_a_lane_that_goes_on() {
        TestLane lane = written();
        Journal journal = lane.open();
        try (Reading reading = Reading.open(lane.folder.database())) {
            TestLane.append(journal, TestLane.event("{\"n\":1}"));

            assertEquals("{\"n\":1}", reading.newest(1).get(0).entry().draft().payload());
            assertTrue(reading.prove(walked -> {}).closed());
        }
        journal.close();
    }

    @Test
    void it_reads_a_file_that_was_left_without_closing_and_does_not_change_it() throws Exception {
        TestLane lane = written();
        Journal journal = lane.open();
        new WrittenLane(lane).write(journal, 30);
        Path left = dir.resolve("left");
        WrittenLane.leave(journal, lane, left);
        long entries = journal.lastId();
        journal.close();
        byte[] database = Files.readAllBytes(left.resolve("tillmesh.db"));
        byte[] log = Files.readAllBytes(left.resolve("tillmesh.db-wal"));

        try (Reading reading = Reading.open(left.resolve("tillmesh.db"))) {
            assertEquals(entries, reading.facts().entries());
            assertTrue(reading.prove(walked -> {}).closed());
        }

        assertEquals(
                java.util.HexFormat.of().formatHex(database),
                java.util.HexFormat.of().formatHex(Files.readAllBytes(left.resolve("tillmesh.db"))));
        assertEquals(log.length, Files.size(left.resolve("tillmesh.db-wal")));
    }

    @Test
    void a_search_finds_by_text_topic_and_lane_and_goes_on_where_it_stopped() {
        TestLane lane = new TestLane(dir.resolve("lane"));
        Journal journal = lane.open();
        for (int i = 0; i < 30; i++) {
            TestLane.append(
                    journal,
                    new tillmesh.entry.Draft(
                            i % 3 == 0 ? "order.paid" : "event",
                            "R" + i,
                            null,
                            0,
                            null,
                            "till_1",
                            null,
                            "{\"n\":\"Tea 50%\"}"));
        }
        try (Reading reading = Reading.open(lane.folder.database())) {
            assertEquals(List.of("R29"), subjects(reading, new Wanted("r29", null, null, null, 10)));
            assertEquals(
                    10,
                    subjects(reading, new Wanted(null, "order.*", null, null, 50))
                            .size());
            assertEquals(
                    20,
                    subjects(reading, new Wanted(null, "event", null, null, 50)).size());
            assertEquals(
                    0, subjects(reading, new Wanted(null, null, "L2", null, 50)).size());
            assertEquals(
                    30,
                    subjects(reading, new Wanted("50%", null, "L1", null, 50)).size());
            assertEquals(
                    0,
                    subjects(reading, new Wanted("till%1", null, null, null, 50))
                            .size(),
                    "a sign was a pattern");
            assertEquals(
                    30,
                    subjects(reading, new Wanted("till_1", null, null, null, 50))
                            .size());

            Wanted.Found first = reading.search(new Wanted(null, null, null, null, 20));
            assertEquals("R10", first.entries().get(19).entry().draft().subject());
            Wanted.Found rest = reading.search(new Wanted(null, null, null, first.before(), 20));
            assertEquals(10, rest.entries().size());
            assertEquals("R9", rest.entries().get(0).entry().draft().subject());
            org.junit.jupiter.api.Assertions.assertNull(rest.before());

            tillmesh.entry.EntryId named = first.entries().get(3).entry().id();
            assertEquals(named, reading.search(named).entries().get(0).entry().id());
        }
        journal.close();
    }

    private static List<String> subjects(Reading reading, Wanted wanted) {
        return reading.search(wanted).entries().stream()
                .map(one -> String.valueOf(one.entry().draft().subject()))
                .toList();
    }

    @Test
    void proving_finds_an_entry_that_was_changed_a_gap_and_a_fork() throws Exception {
        assertFinding("UPDATE entry SET payload = '{}' WHERE id = 20", Proof.StreamProof::unsound);
        assertFinding("DELETE FROM entry WHERE id = 30", Proof.StreamProof::gaps);
        assertFinding(
                "UPDATE entry SET id = 1000 WHERE id = 40",
                stream -> stream.gaps().isEmpty() ? List.of() : stream.forks());
        assertFinding("DELETE FROM entry WHERE id = (SELECT MAX(id) FROM entry)", Proof.StreamProof::gaps);
    }

    private void assertFinding(String change, java.util.function.Function<Proof.StreamProof, List<String>> what)
            throws Exception {
        TestLane lane = new TestLane(Files.createTempDirectory(dir, "lane"));
        new WrittenLane(lane).life(80);
        lane.open().close();
        try (var connection = Database.openWriting(lane.folder.database(), 1L << 30)) {
            Database.run(connection, change);
        }

        try (Reading reading = Reading.open(lane.folder.database())) {
            Proof proof = reading.prove(walked -> {});

            assertTrue(!proof.closed(), change);
            assertTrue(
                    proof.streams().stream()
                            .anyMatch(stream -> !what.apply(stream).isEmpty()),
                    change + proof);
        }
    }

    @Test
    void a_file_that_is_no_lane_is_refused_with_a_sentence() throws Exception {
        Path none = dir.resolve("none.db");
        Path text = Files.writeString(dir.resolve("text.db"), "not a database, but long enough to be looked at");
        Path empty = Files.createFile(dir.resolve("empty.db"));

        for (Path file : List.of(none, text, empty)) {
            Fault refused = assertThrows(Fault.class, () -> Reading.open(file));
            assertTrue(refused.sentence().contains(file.getFileName().toString()), refused.sentence());
        }
    }
}
