package tillmesh.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;

/** J2, J3: numbers without gaps, a chain that closes over all lives, every life a new one, and nothing that ever goes away. */
final class ChainCloses implements Checker {
    private final Set<Stream> lives = new HashSet<>();
    private final Map<EntryId, Hash> seen = new HashMap<>();
    private @Nullable EntryId flushed;

    @Override
    public void died(SimNode node) {
        if (node.committed() > 0) {
            flushed = new EntryId(node.stream(), node.committed());
        }
    }

    @Override
    public void opened(SimNode node, DiskView disk) {
        Violation.unless(lives.add(node.stream()), "J3: %s is not a new life", node.stream());
        looked(node, disk);
        Violation.unless(
                flushed == null || seen.containsKey(flushed), "J2: %s was flushed and is not on the disk", flushed);
    }

    @Override
    public void looked(SimNode node, DiskView disk) {
        Map<Stream, Entry> heads = new HashMap<>();
        Map<Stream, Hash> starts = starts(disk);
        Set<EntryId> there = new HashSet<>();
        long lastId = 0;
        for (DiskView.Row row : disk.entries()) {
            Entry entry = row.entry();
            @Nullable Entry before = heads.put(entry.id().stream(), entry);
            Violation.unless(row.id() > lastId, "J2: %s has the local number of another entry", entry.id());
            lastId = row.id();
            long expected = before == null ? 1 : before.id().seq() + 1;
            Violation.unless(entry.id().seq() == expected, "J2: %s stands where %d was to be", entry.id(), expected);
            @Nullable Hash prev = before == null ? starts.get(entry.id().stream()) : before.hash();
            Violation.unless(entry.prevHash().equals(prev), "J2: %s is not chained to the one before", entry.id());
            Violation.unless(entry.sound(), "J2: %s is not what was hashed", entry.id());
            @Nullable Hash was = seen.put(entry.id(), entry.hash());
            Violation.unless(was == null || was.equals(entry.hash()), "J3: %s was another entry once", entry.id());
            there.add(entry.id());
        }
        seen.keySet().forEach(id -> Violation.unless(there.contains(id), "J2: %s was there and is gone", id));
        chained(disk, heads);
    }

    private static Map<Stream, Hash> starts(DiskView disk) {
        Map<Stream, Hash> starts = new HashMap<>();
        disk.lives().forEach(life -> starts.put(life.stream(), life.firstPrev()));
        return starts;
    }

    // A life that wrote nothing hands on what it was given.
    private static void chained(DiskView disk, Map<Stream, Entry> heads) {
        Hash head = Hash.ZERO;
        for (DiskView.Life life : disk.lives()) {
            Violation.unless(life.firstPrev().equals(head), "J3: %s does not begin at the head before", life.stream());
            @Nullable Entry last = heads.get(life.stream());
            head = last == null ? head : last.hash();
        }
    }
}
