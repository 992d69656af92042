package tillmesh.desk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.EntryId;
import tillmesh.journal.Branch;
import tillmesh.journal.Journal;
import tillmesh.journal.OrderHead;
import tillmesh.loop.Loop;

/**
 * The newest versions of the orders that are being worked on, so that a sale does not begin by reading the disk. Follows
 * the disk exactly: what a failed note put here is taken away again. Loop thread only.
 */
final class OrderShelf {
    /** More orders than this are not kept in memory; they are read from the disk when needed. */
    private static final int ORDERS_MAX = 4_096;

    private final Loop loop;
    private final Journal journal;
    private final Map<String, Kept> kept = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > ORDERS_MAX;
        }
    };

    OrderShelf(Loop loop, Journal journal) {
        this.loop = loop;
        this.journal = journal;
    }

    /**
     * The newest version.
     *
     * @param entry the name of the entry that holds it
     * @param branches the version numbers of its branches, added up
     */
    record Kept(OrderHead head, EntryId entry, long branches) {}

    Optional<Kept> of(String ref) {
        Kept here = kept.get(ref);
        if (here != null) {
            return Optional.of(here);
        }
        Optional<Kept> read = journal.shop()
                .order(ref)
                .map(head -> new Kept(head, journal.entries().idOf(head.entry()), branches(ref)));
        read.ifPresent(found -> kept.put(ref, found));
        return read;
    }

    private long branches(String ref) {
        return journal.branches().of(ref).stream().mapToLong(Branch::version).sum();
    }

    /** Writes a new version to the disk and keeps it. It was made from the one before, so the branches are the same. */
    void put(OrderHead head, EntryId entry) {
        journal.shop().putOrder(head);
        String ref = head.posReference();
        @Nullable Kept last = kept.get(ref);
        long branches = last == null ? 0 : last.branches();
        @Nullable Kept before = kept.put(ref, new Kept(head, entry, branches));
        loop.undo(() -> {
            // Out, not back: the entry before may have left the shelf meanwhile, and the disk knows it.
            kept.remove(ref);
            if (before != null) {
                kept.put(ref, before);
            }
        });
    }

    /** The order's branches may be others now: the disk is read anew, and once more if the note that keeps it is undone. */
    void forget(String ref) {
        kept.remove(ref);
        loop.undo(() -> kept.remove(ref));
    }

    void clear() {
        kept.clear();
    }
}
