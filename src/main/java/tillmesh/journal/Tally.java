package tillmesh.journal;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import tillmesh.entry.Delivery;
import tillmesh.entry.Stream;
import tillmesh.journal.MarkTable.EntryNumber;

/** How many entries of one lane there are of each kind, from marks alone. Numbers that were pruned are not counted. */
final class Tally {
    private final Map<Delivery, Long> counts = new EnumMap<>(Delivery.class);
    private long discarded;
    private final Map<String, EntryNumber> waiting = new HashMap<>();

    /** @param own the running life @param ownLast its last number */
    Tally(MarkTable marks, Stream own, long ownLast) {
        for (StreamRow row : marks.streams.values()) {
            if (!row.name().origin().equals(own.origin())) {
                continue;
            }
            count(marks, row, row.name().equals(own) ? ownLast : marks.last.getOrDefault(row.stream(), 0L));
        }
        for (EntryNumber entry : marks.allAside()) {
            StreamRow row = marks.streams.get(entry.stream());
            if (row == null || !row.name().origin().equals(own.origin())) {
                continue;
            }
            if (entry.seq() > row.prunedUpto()) {
                add(marks.reached(entry), -1);
            }
            add(Delivery.SET_ASIDE, 1);
            discarded += marks.discarded(entry) ? 1 : 0;
        }
    }

    private void count(MarkTable marks, StreamRow row, long last) {
        long pruned = Math.min(last, row.prunedUpto());
        long cloud = Math.min(last, Math.max(pruned, marks.cloudUpto(row.stream())));
        long peer = Math.min(last, Math.max(cloud, marks.peerUpto(row.stream())));
        add(Delivery.CLOUD_ACK, cloud - pruned);
        add(Delivery.PEER_ACK, peer - cloud);
        add(Delivery.PENDING, last - peer);
        if (last > peer) {
            // Lives of one lane follow each other in time, so its first one with something pending has its oldest.
            waiting.putIfAbsent(row.name().origin().name(), new EntryNumber(row.stream(), peer + 1));
        }
    }

    private void add(Delivery delivery, long count) {
        counts.merge(delivery, count, Long::sum);
    }

    long of(Delivery delivery) {
        return counts.getOrDefault(delivery, 0L);
    }

    /** How many of those that are set aside somebody has discarded. */
    long discarded() {
        return discarded;
    }

    /** For each lane its first entry that is pending. */
    Map<String, EntryNumber> waiting() {
        return waiting;
    }
}
