package tillmesh.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import tillmesh.desk.Projections;
import tillmesh.entry.Draft;
import tillmesh.entry.Topics;
import tillmesh.journal.Journal.Appended;
import tillmesh.protocol.Payloads;

/** A lane with a few hundred entries of all topics from several lives, as files to be damaged. */
final class WrittenLane {
    private static final List<String> FILES = List.of("tillmesh.db", "tillmesh.db-wal", "head.mark", "store.marker");

    private final TestLane lane;
    private int written;

    WrittenLane(TestLane lane) {
        this.lane = lane;
    }

    /** One whole life, closed as it should be. */
    void life(int entries) {
        Journal journal = lane.open();
        write(journal, entries);
        journal.close();
    }

    /** Bursts of one to four notes. */
    void write(Journal journal, int entries) {
        Projections projections = new Projections(journal);
        for (int upto = written + entries; written < upto; ) {
            List<Runnable> notes = new ArrayList<>();
            for (int i = Math.min(upto - written, lane.dice.between(1, 4)); i > 0; i--) {
                notes.add(() -> projections.project(one(journal)));
            }
            TestLane.burst(journal, notes.toArray(Runnable[]::new));
            aside(journal);
        }
    }

    private Appended one(Journal journal) {
        written++;
        String screen = "T" + lane.dice.between(1, 3);
        String op = "op-" + written;
        return switch (lane.dice.nextInt(6)) {
            case 0 ->
                journal.append(new Draft(
                        Topics.TABLE_STATUS,
                        "5",
                        null,
                        0,
                        null,
                        screen,
                        op,
                        "{\"tableId\":5,\"status\":\"reserved\"}"));
            case 1 -> ticket(journal, screen, op);
            case 2 -> journal.append(TestLane.event("{\"text\":\"" + lane.dice.word(1, 40) + "\"}"));
            default -> order(journal, screen, op);
        };
    }

    private static Appended ticket(Journal journal, String screen, String op) {
        long number = journal.shop().ticket("2026-11-21", "takeout") + 1;
        String payload = Payloads.json(new Payloads.Ticket("takeout", "2026-11-21", number));
        return journal.append(new Draft(Topics.TICKET_NUMBER, "takeout", null, number, null, screen, op, payload));
    }

    private Appended order(Journal journal, String screen, String op) {
        String ref = "Order " + lane.dice.between(1, 25);
        long version = journal.shop().order(ref).map(OrderHead::version).orElse(0L) + 1;
        boolean paid = lane.dice.oneIn(5);
        int filler = lane.dice.oneIn(20) ? 9_000 : lane.dice.between(10, 300);
        String payload = "{\"status\":\"" + (paid ? "paid" : "draft") + "\",\"tableId\":" + lane.dice.between(1, 6)
                + ",\"lines\":[{\"name\":\"" + lane.dice.word(filler, filler) + "\"}]}";
        String topic = paid ? Topics.ORDER_PAID : Topics.ORDER_SNAPSHOT;
        String base = journal.shop()
                .order(ref)
                .map(head -> journal.entries().idOf(head.entry()).toString())
                .orElse(null);
        return journal.append(new Draft(topic, ref, "0a", version, base, screen, op, payload));
    }

    // What is written without an entry: leases, operations that made none, marks.
    private void aside(Journal journal) {
        long now = lane.millis();
        switch (lane.dice.nextInt(8)) {
            case 0 ->
                TestLane.burst(
                        journal,
                        () -> journal.shop()
                                .putLease(new LeaseRow(
                                        "ORDER",
                                        "Order " + lane.dice.between(1, 25),
                                        "T1",
                                        7,
                                        "cashier",
                                        "Ann",
                                        "0b",
                                        now)));
            case 1 ->
                TestLane.burst(
                        journal,
                        () -> journal.shop().putOp(new OpRow("T1", "ask-" + written, now, "AskLease", null, null)));
            case 2 -> {
                List<Appended> newest = journal.entries().newest(5);
                Appended kept = newest.get(newest.size() - 1);
                TestLane.burst(journal, () -> {
                    journal.marks().peers().kept("s2", "L2", kept.entry().id(), now);
                    journal.marks().peers().write();
                });
            }
            default -> {
                // Mostly nothing.
            }
        }
    }

    /** Copies the files as a power cut or a kill would leave them: some of the log folded, some not. */
    static void leave(Journal running, TestLane lane, Path to) throws Exception {
        Files.createDirectories(to);
        for (String name : FILES) {
            Path file = lane.folder.dir().resolve(name);
            if (Files.exists(file)) {
                Files.copy(file, to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Copies such files once more, to be damaged. */
    static void copy(Path from, Path to) throws Exception {
        Files.createDirectories(to);
        try (var old = Files.walk(to)) {
            for (Path file : old.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (!file.equals(to)) {
                    Files.delete(file);
                }
            }
        }
        for (String name : FILES) {
            if (Files.exists(from.resolve(name))) {
                Files.copy(from.resolve(name), to.resolve(name));
            }
        }
    }

    /** Folds what can be folded while the lane goes on. */
    static void foldHalf(TestLane lane) throws Exception {
        try (Connection other = Database.openWriting(lane.folder.database(), 1L << 30)) {
            Database.run(other, "PRAGMA wal_checkpoint(PASSIVE)");
        }
    }
}
