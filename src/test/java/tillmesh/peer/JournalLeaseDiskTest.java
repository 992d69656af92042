package tillmesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.journal.DataFolder;
import tillmesh.journal.Journal;
import tillmesh.journal.JournalLimits;
import tillmesh.lease.Ballot;
import tillmesh.lease.Fact;
import tillmesh.lease.Roster;
import tillmesh.lease.Version;
import tillmesh.loop.Burst;
import tillmesh.loop.Note;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

class JournalLeaseDiskTest {
    private static final Ballot BALLOT = new Ballot(1_790_000_000L, 7, 9);
    private static final LaneId LANE = new LaneId("L1");

    @TempDir
    Path dir;

    private Journal open() {
        JournalLimits limits = new JournalLimits(1L << 30, 1L << 20, 0, 0, Duration.ofDays(30));
        return Journal.open(DataFolder.open(dir), LANE, limits, InstantSource.system(), new Dice(1));
    }

    private static Fact roster(long op) {
        return Roster.first("9f", LANE, new Version(BALLOT, op));
    }

    private static void burst(Journal journal, Note... notes) {
        new Burst(journal).run(List.of(notes));
    }

    @Test
    void an_empty_disk_has_promised_nothing_and_knows_that_it_may_have_been_wiped() {
        try (Journal journal = open()) {
            LeaseDisk.Kept kept = new JournalLeaseDisk(journal.facts()).read();

            assertEquals(Ballot.NONE, kept.promised());
            assertFalse(kept.whole());
            assertEquals(List.of(), kept.facts());
        }
    }

    @Test
    void what_was_promised_and_stored_is_there_after_a_restart() {
        try (Journal journal = open()) {
            LeaseDisk disk = new JournalLeaseDisk(journal.facts());
            burst(
                    journal,
                    () -> disk.put(roster(1)),
                    disk::whole,
                    () -> disk.promised(BALLOT),
                    () -> disk.put(roster(2)));
        }

        try (Journal journal = open()) {
            LeaseDisk.Kept kept = new JournalLeaseDisk(journal.facts()).read();

            assertEquals(BALLOT, kept.promised());
            assertTrue(kept.whole());
            assertEquals(Set.of(roster(2)), Set.copyOf(kept.facts()));
        }
    }

    @Test
    void a_note_that_fails_promised_and_stored_nothing() {
        try (Journal journal = open()) {
            LeaseDisk disk = new JournalLeaseDisk(journal.facts());
            burst(journal, () -> disk.put(roster(1)), () -> {
                disk.promised(BALLOT);
                disk.drop(Roster.KEY);
                throw new Fault(Remedy.RETRY, "planted", "nothing");
            });

            assertEquals(Ballot.NONE, disk.read().promised());
            assertEquals(List.of(roster(1)), disk.read().facts());
        }
    }
}
