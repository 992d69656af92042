package tillmesh.cloud;

import java.util.List;
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
 */
public record Batch(List<Entry> entries) {
    /** Takes a copy. */
    public Batch {
        Check.that(!entries.isEmpty(), "a batch without entries");
        entries = List.copyOf(entries);
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
