package tillmesh.cloud;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import tillmesh.entry.Stream;
import tillmesh.journal.Journal;
import tillmesh.loop.Loop;

/**
 * Which entries may go up: those that enough other lanes have, so that the shop never knows less than its clouds; and those
 * that have waited for that too long, since a shop whose other lanes are off must go on. Loop thread only.
 */
final class Ripening {
    private final Loop loop;
    private final Journal journal;
    private final Duration grace;
    private final Map<Stream, Growth> growths = new HashMap<>();

    Ripening(Loop loop, Journal journal, Duration grace) {
        this.loop = loop;
        this.journal = journal;
        this.grace = grace;
    }

    /** How far a stream was at some moments; at most as many as there are looks within the grace. */
    private static final class Growth {
        final Deque<Look> looks = new ArrayDeque<>();
        long seen;
        long waitedFor;
    }

    private record Look(long millis, long upto) {}

    /** Up to where a stream may go. To be asked again and again. @param here how far it is on this disk */
    long upto(Stream stream, long here) {
        if (grace.isZero()) {
            return here;
        }
        Growth growth = growths.computeIfAbsent(stream, unknown -> new Growth());
        if (here > growth.seen) {
            growth.seen = here;
            growth.looks.add(new Look(loop.millis(), here));
        }
        long ripe = loop.millis() - grace.toMillis();
        while (!growth.looks.isEmpty() && growth.looks.element().millis() <= ripe) {
            growth.waitedFor = growth.looks.remove().upto();
        }
        // What was seen in a note that failed may be gone again.
        return Math.min(here, Math.max(growth.waitedFor, journal.marks().peerUpto(stream)));
    }

    /** Nothing of a stream waits any more. */
    void done(Stream stream) {
        growths.remove(stream);
    }
}
