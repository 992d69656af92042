package tillmesh.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tillmesh.desk.Projections;
import tillmesh.entry.Draft;
import tillmesh.journal.DataFolder;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.JournalLimits;

/** Entries are the truth: made anew from them alone, the tables that screens read come out as they are. */
final class Rebuilding {
    private final SimDisk disk;
    private final SimWall wall;
    private final Dice dice;

    Rebuilding(SimDisk disk, SimWall wall, Dice dice) {
        this.disk = disk;
        this.wall = wall;
        this.dice = dice.split();
    }

    /** Rebuilds a copy. @throws Violation when it differs */
    void check() {
        DataFolder copy = disk.copy();
        DiskView before = DiskReader.read(copy.database());
        DiskReader.tamper(
                copy.database(),
                "DELETE FROM order_head",
                "DELETE FROM table_state",
                "DELETE FROM ticket",
                "DELETE FROM op");
        try (Journal journal = Journal.open(copy, SimNode.LANE, JournalLimits.USUAL, wall, dice)) {
            Projections projections = new Projections(journal);
            List<Appended> entries = journal.entries().after(0, Integer.MAX_VALUE);
            journal.mark();
            entries.forEach(projections::project);
            journal.commit();
        }
        compare(before, DiskReader.read(copy.database()));
    }

    private static void compare(DiskView before, DiskView after) {
        same("orders", before.orders(), after.orders());
        same("tables", before.tables(), after.tables());
        Violation.unless(before.tickets().equals(after.tickets()), "rebuilt, the tickets are %s", after.tickets());
        same("operations", named(before), after.ops());
    }

    /**
     * The operations that an entry bears the name of. The others are forgotten with the table: they made no entry, or they
     * were a paid order sent once more under another name, which is known by its text.
     */
    private static List<DiskView.Op> named(DiskView disk) {
        Map<Long, Draft> entries = new HashMap<>();
        disk.entries().forEach(row -> entries.put(row.id(), row.entry().draft()));
        return disk.ops().stream()
                .filter(op -> op.entry() != null
                        && op.opId().equals(entries.get(op.entry()).opId()))
                .toList();
    }

    private static <T> void same(String what, List<T> before, List<T> after) {
        List<T> lost = new ArrayList<>(before);
        lost.removeAll(after);
        List<T> made = new ArrayList<>(after);
        made.removeAll(before);
        Violation.unless(
                before.equals(after), "rebuilt from the journal, the %s miss %s and have %s", what, lost, made);
    }
}
