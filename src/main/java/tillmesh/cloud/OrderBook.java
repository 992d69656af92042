package tillmesh.cloud;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.entry.Topics;
import tillmesh.journal.Journal;
import tillmesh.journal.OrderHead;

/**
 * What an entry is to its order, as this lane's disk has it: for clouds that are to hear of the newest version only. Loop
 * thread, within a note.
 */
public final class OrderBook {
    /** Of an order with a longer story it is assumed. */
    private static final int ANCESTORS_MOST = 200;

    private final Journal journal;

    /** @param journal of this lane */
    public OrderBook(Journal journal) {
        this.journal = journal;
    }

    /** What an entry is to its order. */
    public enum Place {
        /** It is about no order, or no version of one. */
        NONE,
        /** The version that counts. It will not be again once another one does. */
        NEWEST,
        /** Another one counts. */
        SUPERSEDED,
        /** What it was made from is not here yet: nobody knows. */
        OPEN
    }

    /** @param paid whether the version that counts says that the money was taken */
    public record Look(Place place, boolean paid) {}

    /** Looks at an entry that is on this disk. */
    public Look at(Entry entry) {
        String ref = entry.draft().subject();
        if (ref == null || !Topics.version(entry.draft().topic())) {
            return new Look(Place.NONE, false);
        }
        Optional<OrderHead> head = journal.shop().order(ref);
        boolean paid = head.map(OrderHead::paid).orElse(false);
        Long number = journal.entries().numberOf(entry.id());
        if (number != null && journal.branches().waits(number)) {
            return new Look(Place.OPEN, paid);
        }
        boolean newest = number != null && head.isPresent() && head.get().entry() == number;
        return new Look(newest ? Place.NEWEST : Place.SUPERSEDED, paid);
    }

    /**
     * What may have been on its way to a cloud at some moment, from a lane that did this before: entries of a stream after what
     * the cloud was known to have, and of the running life up to the last.
     */
    public record Moment(Map<Stream, Long> upto, Stream running, long last) {
        boolean underWay(EntryId entry) {
            return entry.seq() > upto.getOrDefault(entry.stream(), 0L)
                    && (!entry.stream().equals(running) || entry.seq() <= last);
        }
    }

    /** Now. */
    public Moment now(String cloud) {
        Map<Stream, Long> upto = new HashMap<>();
        journal.marks().upstairs().all().stream()
                .filter(one -> one.cloud().equals(cloud))
                .forEach(one -> upto.putAll(one.upto()));
        return new Moment(upto, journal.stream(), journal.lastSeq());
    }

    /** Whether a version that this one goes back to may have been on its way at that moment. */
    public boolean olderUnderWay(Entry entry, Moment moment) {
        Set<EntryId> seen = new HashSet<>();
        Deque<EntryId> way = new ArrayDeque<>(bases(entry));
        while (!way.isEmpty()) {
            EntryId base = way.remove();
            if (moment.underWay(base) || seen.size() > ANCESTORS_MOST) {
                return true;
            }
            Long number = seen.add(base) ? journal.entries().numberOf(base) : null;
            if (number != null) {
                way.addAll(bases(journal.entries().entry(number)));
            }
        }
        return false;
    }

    private static List<EntryId> bases(Entry entry) {
        String base = entry.draft().base();
        return base == null
                ? List.of()
                : Arrays.stream(base.split(" ")).map(EntryId::parse).toList();
    }
}
