package tillmesh.desk;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.fault.Fault;
import tillmesh.journal.Branch;
import tillmesh.journal.Copies.Fate;
import tillmesh.journal.DataFolder;
import tillmesh.journal.Journal;
import tillmesh.journal.JournalLimits;
import tillmesh.journal.OrderHead;
import tillmesh.loop.Burst;
import tillmesh.loop.Note;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

/** A lane without screens and cables: its journal and its tables, fed by hand. Knows one order. */
final class PaperLane implements AutoCloseable {
    static final String REF = "R1";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Journal journal;
    private final Projections projections;
    private final String name;

    PaperLane(Path dir, String name, Dice dice) {
        this.name = name;
        Path folder = dir.resolve(name + "-" + Long.toHexString(dice.nextLong()));
        journal = Journal.open(DataFolder.open(folder), new LaneId(name), JournalLimits.USUAL, () -> NOON, dice);
        projections = new Projections(journal);
    }

    String name() {
        return name;
    }

    private void burst(Runnable work) {
        new Burst(journal).run(List.of(new Note() {
            @Override
            public void run() {
                work.run();
            }

            @Override
            public void failed(Fault why) {
                throw new AssertionError(why);
            }
        }));
    }

    /** This lane writes an entry. */
    void write(Draft draft) {
        burst(() -> projections.apply(journal.append(draft)));
    }

    /** Hears from another lane what that one knows and this one does not, stream by stream. @param limit at most so many of each */
    void hear(PaperLane other, int limit, Dice dice) {
        var streams = new ArrayList<>(other.journal.copies().held(other.journal.stream(), other.journal.lastSeq()));
        streams.removeIf(held -> held.stream().equals(journal.stream()));
        while (!streams.isEmpty()) {
            var held = streams.remove(dice.nextInt(streams.size()));
            int left = limit;
            long from = journal.copies().upto(held.stream()) + 1;
            for (Entry entry : other.journal.copies().slice(held.stream(), from, held.upto(), 1 << 20)) {
                if (left-- <= 0) {
                    break;
                }
                burst(() -> {
                    var taken = journal.copies().keep(entry);
                    if (taken.fate() != Fate.KEPT) {
                        throw new AssertionError(entry.id() + " " + taken.fate());
                    }
                    projections.apply(Objects.requireNonNull(taken.appended()));
                });
            }
        }
    }

    @Nullable
    OrderHead head() {
        return journal.shop().order(REF).orElse(null);
    }

    /** By which screens know the order, 0 when it is unknown. */
    long number() {
        OrderHead head = head();
        return head == null ? 0 : head.version();
    }

    Entry headEntry() {
        return journal.entries().entry(Objects.requireNonNull(head()).entry());
    }

    List<Entry> branches() {
        return journal.branches().of(REF).stream()
                .map(Branch::entry)
                .map(journal.entries()::entry)
                .toList();
    }

    /** The names of the head and, sorted, of the branches. */
    List<String> leaves() {
        List<String> leaves = new ArrayList<>();
        if (head() != null) {
            branches().forEach(branch -> leaves.add(branch.id().toString()));
            leaves.sort(String::compareTo);
            leaves.add(0, headEntry().id().toString());
        }
        return leaves;
    }

    /** What the leaves say now. */
    List<String> contents() {
        return contents(leaves());
    }

    /** What entries say, by their names. */
    List<String> contents(List<String> names) {
        return names.stream()
                .map(id -> journal.entries()
                        .entry(Objects.requireNonNull(journal.entries().numberOf(EntryId.parse(id)))))
                .map(entry -> entry.draft().base() + entry.draft().payload())
                .toList();
    }

    /** All versions that are here. */
    List<Entry> versions() {
        return journal.entries().versionsOf(REF).stream()
                .map(Journal.Appended::entry)
                .toList();
    }

    @Override
    public void close() {
        journal.close();
    }
}
