package tillmesh.peer.jgroups;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.peer.PeerId;

/** What was not delivered, and why, since this process began. Any thread. */
public final class Traffic {
    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);

    private final LongAdder dropped = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final Set<PeerId> complained = ConcurrentHashMap.newKeySet();

    /** Messages that were not sent: the peer was gone, its queue was full, or the network refused them. */
    public long dropped() {
        return dropped.sum();
    }

    /** Messages that could not be read. */
    public long malformed() {
        return malformed.sum();
    }

    /** Messages of kinds that only a newer version knows. */
    public long unknown() {
        return unknown.sum();
    }

    void drop() {
        dropped.increment();
    }

    void unknownKind() {
        unknown.increment();
    }

    void bad(PeerId from, String why) {
        malformed.increment();
        // Once for each process: whoever sends one such message sends many.
        if (complained.add(from)) {
            LOG.warn(
                    "A message of lane {} was not read: {}. It is left out; what it brought is fetched again.",
                    from,
                    why);
        }
    }

    void forget(PeerId gone) {
        complained.remove(gone);
    }
}
