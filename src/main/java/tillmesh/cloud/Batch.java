package tillmesh.cloud;

import java.util.List;
import java.util.Set;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.fault.Check;
import tillmesh.journal.Copies;

/**
 * Entries of one stream on their way to a cloud, in order. Numbers that are missing between the first and the last are set
 * aside.
 *
 * @param entries at least one
 * @param idle those of them that the cloud need not hear of: they count as stored with the others, see {@link Cloud#portion}
 */
public record Batch(List<Entry> entries, Set<EntryId> idle) {
    /** Takes copies. */
    public Batch {
        Check.that(!entries.isEmpty(), "a batch without entries");
        entries = List.copyOf(entries);
        idle = Set.copyOf(idle);
    }

    /** All of it is for the cloud. */
    public Batch(List<Entry> entries) {
        this(entries, Set.of());
    }

    /** The stream of all of them. */
    public Stream stream() {
        return first().stream();
    }

    /** How many there are. */
    public int size() {
        return entries.size();
    }

    EntryId first() {
        return entries.get(0).id();
    }

    EntryId last() {
        return entries.get(entries.size() - 1).id();
    }

    Hash lastHash() {
        return entries.get(entries.size() - 1).hash();
    }

    int weight() {
        return entries.stream().mapToInt(Copies::weight).sum();
    }
}
