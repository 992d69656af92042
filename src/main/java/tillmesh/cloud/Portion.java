package tillmesh.cloud;

import java.util.List;
import java.util.Set;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;

/**
 * What may go of the entries that are next.
 *
 * @param entries a beginning of them; empty when none may go yet
 * @param idle those of these that the cloud need not hear of
 */
public record Portion(List<Entry> entries, Set<EntryId> idle) {
    /** Takes copies. */
    public Portion {
        entries = List.copyOf(entries);
        idle = Set.copyOf(idle);
    }

    /** All of them, and the cloud is to hear of each. */
    public static Portion whole(List<Entry> entries) {
        return new Portion(entries, Set.of());
    }

    /** How many at the beginning the cloud need not hear of. */
    int idleFirst() {
        int count = 0;
        while (count < entries.size() && idle.contains(entries.get(count).id())) {
            count++;
        }
        return count;
    }

    /** The rest, without what the cloud need not hear of at its end: what is left over must be what a refusal is about. */
    List<Entry> busy() {
        int end = entries.size();
        while (end > 0 && idle.contains(entries.get(end - 1).id())) {
            end--;
        }
        return end == 0 ? List.of() : entries.subList(idleFirst(), end);
    }
}
