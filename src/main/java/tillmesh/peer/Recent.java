package tillmesh.peer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tillmesh.entry.Entry;
import tillmesh.journal.Copies;
import tillmesh.journal.Journal;

/**
 * The entries of the running life, for those who lack them: the newest from memory, so that a lane which is a moment behind
 * costs no reading, the others from the disk. Flushed ones only, without gaps. Loop thread, after commits.
 */
final class Recent {
    /** Weight kept, about bytes; a few times what flies to one lane. */
    static final int WEIGHT_MAX = 256 << 10;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Journal journal;
    private String disk = "";
    private int weight;

    Recent(Journal journal) {
        this.journal = journal;
    }

    /** Entries that were just flushed, oldest first. */
    void add(List<Entry> fresh) {
        onlyThisDisk();
        for (Entry entry : fresh) {
            entries.add(entry);
            weight += Copies.weight(entry);
        }
        while (weight > WEIGHT_MAX && !entries.isEmpty()) {
            weight -= Copies.weight(entries.remove());
        }
    }

    /** From a number on, as many as fit, and at least one unless there is none. */
    List<Entry> portion(long seq, int weightMax) {
        onlyThisDisk();
        List<Entry> newest = newest(seq, weightMax);
        return newest.isEmpty() ? journal.copies().slice(journal.stream(), seq, journal.lastSeq(), weightMax) : newest;
    }

    // What was erased must not go out any more, and numbers go on after it.
    private void onlyThisDisk() {
        if (!disk.equals(journal.storeId())) {
            disk = journal.storeId();
            entries.clear();
            weight = 0;
        }
    }

    private List<Entry> newest(long seq, int weightMax) {
        if (entries.isEmpty() || entries.element().id().seq() > seq) {
            return List.of();
        }
        List<Entry> slice = new ArrayList<>();
        int size = 0;
        long skip = seq - entries.element().id().seq();
        for (Entry entry : entries) {
            if (skip-- > 0) {
                continue;
            }
            size += Copies.weight(entry);
            if (!slice.isEmpty() && size > weightMax) {
                break;
            }
            slice.add(entry);
        }
        return slice;
    }
}
