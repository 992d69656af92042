package tillmesh.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tillmesh.entry.Stream;
import tillmesh.shop.LaneId;

/** Which lanes have sent what to a cloud, and how much at once. */
final class SimSenders {
    private final Map<Stream, Map<LaneId, Long>> senders = new HashMap<>();
    private int atOnce;
    private int mostAtOnce;

    /** When each lane last sent something of a stream. */
    Map<LaneId, Long> of(Stream stream) {
        return senders.computeIfAbsent(stream, unknown -> new HashMap<>());
    }

    /** The lanes that have sent anything. */
    Set<LaneId> all() {
        return senders.values().stream().flatMap(of -> of.keySet().stream()).collect(Collectors.toSet());
    }

    /** Forgets who has sent until now. */
    void forget() {
        senders.clear();
    }

    void begun() {
        mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    }

    void over() {
        atOnce--;
    }

    /** The most batches that were on their way at one moment, from all lanes. */
    int mostAtOnce() {
        return mostAtOnce;
    }
}
