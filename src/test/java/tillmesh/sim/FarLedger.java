package tillmesh.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;

/**
 * What a cloud has, and what it cannot store whatever happens. Judges what comes: each id once and with one content, each
 * stream in its order and without gaps.
 */
final class FarLedger {
    private static final int POISON_ONE_IN = 60;

    private final Map<EntryId, Hash> stored = new HashMap<>();
    private final Map<Stream, Long> tops = new HashMap<>();
    private final Set<EntryId> poisoned = new HashSet<>();
    private long again;

    /** Whether it cannot be stored: by its content, so that each lane that sends it finds the same. */
    boolean poison(Entry entry) {
        boolean bad = (entry.hash().bytes()[7] & 0xff) % POISON_ONE_IN == 1;
        if (bad) {
            poisoned.add(entry.id());
        }
        return bad;
    }

    /** Stores what can be stored. */
    void take(List<Entry> entries) {
        for (Entry entry : entries) {
            if (!poison(entry)) {
                take(entry);
            }
        }
    }

    private void take(Entry entry) {
        EntryId id = entry.id();
        Hash before = stored.putIfAbsent(id, entry.hash());
        if (before != null) {
            again++;
            Violation.unless(before.equals(entry.hash()), "cloud: %s came with another content", id);
            return;
        }
        long top = tops.getOrDefault(id.stream(), 0L);
        Violation.unless(id.seq() > top, "cloud: %s came after %d", id, top);
        for (long seq = top + 1; seq < id.seq(); seq++) {
            EntryId between = new EntryId(id.stream(), seq);
            Violation.unless(poisoned.contains(between), "cloud: %s came before %s", id, between);
        }
        tops.put(id.stream(), id.seq());
    }

    boolean has(EntryId id) {
        return stored.containsKey(id);
    }

    /** Whether it came and could not be stored. */
    boolean poisoned(EntryId id) {
        return poisoned.contains(id);
    }

    /** How often something came that was there. */
    long again() {
        return again;
    }
}
