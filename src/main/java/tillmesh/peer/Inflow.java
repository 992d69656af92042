package tillmesh.peer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Stream;
import tillmesh.journal.Journal;
import tillmesh.loop.Loop;
import tillmesh.peer.CopyMessage.Have;
import tillmesh.peer.CopyMessage.Resend;

/**
 * Fetches what other disks have and this one lacks: lives that are over, and those of lanes that are away. Asks for the
 * next portion when the one before is on this disk, so nobody can be flooded, and a dead lane's entries still spread.
 * Loop thread; asks after commits.
 */
final class Inflow {
    /** Weight of one portion, about bytes: small enough that a live sale waits for a few milliseconds at most. */
    static final int PORTION = 48 << 10;
    /** Portions asked for at one time. */
    static final int OPEN_MAX = 2;
    /** An answer that does not come for so long is asked of somebody else. */
    static final long PATIENCE_MILLIS = 3_000;

    private static final Comparator<Stream> ORDER =
            Comparator.comparing(Stream::origin).thenComparing(Stream::incarnation);

    private final Loop loop;
    private final Journal journal;
    private final Peers peers;
    private final Neighbours neighbours;
    private final Map<PeerId, Map<Stream, Have>> theirs = new HashMap<>();
    private final Map<Stream, Asked> asked = new HashMap<>();

    Inflow(Loop loop, Journal journal, Peers peers, Neighbours neighbours) {
        this.loop = loop;
        this.journal = journal;
        this.peers = peers;
        this.neighbours = neighbours;
    }

    /** A portion that was asked for. */
    private record Asked(PeerId of, long atMillis) {}

    /** What a peer has, as far as it told. */
    void told(PeerId from, List<Have> have) {
        Map<Stream, Have> known = theirs.computeIfAbsent(from, peer -> new HashMap<>());
        have.forEach(one -> known.put(one.stream(), one));
    }

    /** A peer is gone. */
    void gone(PeerId peer) {
        theirs.remove(peer);
        asked.values().removeIf(open -> open.of().equals(peer));
    }

    /** A portion came, or it turned out that there is none. */
    void came(PeerId from, Stream stream) {
        Asked open = asked.get(stream);
        if (open != null && open.of().equals(from)) {
            asked.remove(stream);
        }
    }

    /** The peer has none of what it was thought to have. */
    void hasNot(PeerId from, Stream stream) {
        theirs.getOrDefault(from, new HashMap<>()).remove(stream);
        came(from, stream);
    }

    /** Asks for what is lacking, as far as not enough is asked for already. */
    void ask() {
        asked.values().removeIf(open -> loop.millis() - open.atMillis() > PATIENCE_MILLIS);
        for (Stream stream : lacking()) {
            if (asked.size() >= OPEN_MAX) {
                return;
            }
            PeerId of = asked.containsKey(stream) ? null : best(stream);
            if (of != null && peers.send(of, new Resend(stream, journal.copies().upto(stream) + 1, PORTION))) {
                asked.put(stream, new Asked(of, loop.millis()));
            }
        }
    }

    /** Whether others have something that is not here. */
    boolean lacks() {
        return !lacking().isEmpty();
    }

    private List<Stream> lacking() {
        Set<Stream> lacking = new HashSet<>();
        for (Map<Stream, Have> known : theirs.values()) {
            for (Have have : known.values()) {
                Stream stream = have.stream();
                if (!pushed(stream) && have.upto() > journal.copies().upto(stream)) {
                    lacking.add(stream);
                }
            }
        }
        return lacking.stream().sorted(ORDER).toList();
    }

    // The running life of a lane that is here comes by itself; so does our own.
    private boolean pushed(Stream stream) {
        return stream.equals(journal.stream())
                || neighbours
                        .here(new PeerId(stream.origin(), stream.incarnation()))
                        .isPresent();
    }

    /** The peer that has most of a stream; among equals another one for each stream, so that the load is shared. */
    private @Nullable PeerId best(Stream stream) {
        PeerId best = null;
        long most = journal.copies().upto(stream);
        for (Map.Entry<PeerId, Map<Stream, Have>> one : theirs.entrySet()) {
            Have have = one.getValue().get(stream);
            long upto = have == null ? 0 : have.upto();
            boolean here = neighbours.here(one.getKey()).isPresent();
            boolean sharing = best != null && upto == most && spread(one.getKey(), stream) > spread(best, stream);
            if (here && (upto > most || sharing)) {
                best = one.getKey();
                most = upto;
            }
        }
        return best;
    }

    private static int spread(PeerId peer, Stream stream) {
        return 31 * peer.hashCode() + stream.hashCode();
    }

    /** What a peer that was here told last of a stream that it has given away; null when there is no such thing. */
    @Nullable
    Have pruned(Stream stream) {
        long upto = journal.copies().upto(stream);
        return theirs.values().stream()
                .map(known -> known.get(stream))
                .filter(have -> have != null && have.prunedUpto() > upto)
                .findFirst()
                .orElse(null);
    }
}
