package tillmesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.journal.DataFolder;
import tillmesh.journal.Journal;
import tillmesh.journal.JournalLimits;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

class RecentTest {
    private static final int FRAME = 24 << 10;

    @TempDir
    Path dir;

    private Journal journal;
    private MeshLoop loop;

    @BeforeEach
    void open() {
        journal = Journal.open(
                DataFolder.open(dir),
                new LaneId("L1"),
                JournalLimits.USUAL,
                () -> Instant.parse("2026-11-21T12:00:00Z"),
                new Dice(1));
        loop = new MeshLoop(journal, () -> 1_000);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private List<Entry> append(int count, int payload) {
        List<Entry> entries = new ArrayList<>();
        loop.run(() -> {
            for (int number = 0; number < count; number++) {
                String json = "\"" + "x".repeat(payload) + "\"";
                entries.add(journal.append(new Draft("note", null, null, 0, null, "T1", null, json))
                        .entry());
            }
        });
        return entries;
    }

    @Test
    void from_memory_or_from_the_disk_the_same_entries_go_out() {
        Recent recent = new Recent(journal);
        append(50, 700);
        recent.add(append(300, 900));
        recent.add(append(60, 3_000));
        append(5, 10);

        for (long from = 1; from <= journal.lastSeq() + 1; from++) {
            List<Entry> disk = journal.copies().slice(journal.stream(), from, journal.lastSeq(), FRAME);
            List<Entry> sent = recent.portion(from, FRAME);
            assertEquals(disk.subList(0, sent.size()), sent, "from " + from);
            assertEquals(disk.isEmpty(), sent.isEmpty(), "from " + from);
        }
    }

    @Test
    void what_was_erased_does_not_go_out_any_more() {
        Recent recent = new Recent(journal);
        recent.add(append(10, 100));
        assertFalse(recent.portion(3, FRAME).isEmpty());

        loop.run(() -> journal.erase("0".repeat(32)));

        assertEquals(List.of(), recent.portion(3, FRAME));
    }
}
