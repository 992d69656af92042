package tillmesh.cloud;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.peer.CopyMessage.Refused;

/**
 * The search for an entry that a cloud refuses, when it refused a whole batch for it: half of what is suspected is sent, and
 * so on. After a batch of n at most log2(n) more calls find it. Loop thread only.
 */
final class Refusals {
    private @Nullable Suspected suspected;
    private int tries;
    private int inARow;

    /** At least one of these is refused. */
    private record Suspected(List<EntryId> ids, String why) {
        Stream stream() {
            return ids.get(0).stream();
        }

        long upto() {
            return ids.get(ids.size() - 1).seq();
        }
    }

    /** How many entries may go next. @param from the first of them @param most without a suspicion */
    long portion(Stream stream, long from, int most) {
        Suspected range = suspected;
        if (range == null || !range.stream().equals(stream) || range.upto() < from) {
            return most;
        }
        return Math.max(1, Math.min(most, (range.upto() - from + 1) / 2));
    }

    /** A batch of several was refused. */
    void among(Batch batch, String why) {
        tries++;
        suspected = new Suspected(batch.entries().stream().map(Entry::id).toList(), why);
    }

    /** Why the smallest batch was refused that the entry was in. */
    String why() {
        Suspected range = suspected;
        return range == null ? "" : range.why();
    }

    /**
     * The entry that must be it, when all others of a refused batch were stored.
     *
     * @param stored up to here
     * @param known what is set aside: one of the batch that another lane was told of meanwhile explains it, and proves
     *     nothing about the last one
     */
    @Nullable
    EntryId onlyOneLeft(EntryId stored, Predicate<EntryId> known) {
        Suspected range = suspected;
        if (range == null || !range.stream().equals(stored.stream())) {
            return null;
        }
        if (range.ids().stream().anyMatch(known)) {
            forget();
            return null;
        }
        List<EntryId> left = range.ids().stream()
                .filter(id -> id.seq() > stored.seq())
                .limit(2)
                .toList();
        return left.size() == 1 ? left.get(0) : null;
    }

    /** It is this one. */
    Refused found(EntryId entry, String why) {
        return new Refused(entry.stream(), entry.seq(), why, tries + 1);
    }

    /** Entries are settled. */
    void settled(int stored, int refused) {
        if (refused > 0) {
            forget();
        }
        inARow = stored > 0 ? 0 : inARow + refused;
    }

    /** How many were refused one after the other with none stored between them. */
    int inARow() {
        return inARow;
    }

    /** Nothing is suspected any more. */
    void forget() {
        suspected = null;
        tries = 0;
    }
}
