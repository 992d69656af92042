package tillmesh.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Delivery;
import tillmesh.entry.EntryId;
import tillmesh.shop.LaneId;

/**
 * The marks in memory, by stream, so that a question costs the same after thousands of starts. A copy of what stands on
 * the disk; {@link Marks} keeps both in step.
 */
final class MarkTable {
    /** One entry's number in this file: stream and sequence number. */
    record EntryNumber(long stream, long seq) {}

    final TreeMap<Long, StreamRow> streams = new TreeMap<>();
    final Map<Long, Long> last = new HashMap<>();
    final List<Missing> missing = new ArrayList<>();
    private final Map<Long, Map<String, PeerMark>> peers = new HashMap<>();
    private final Map<Long, Map<String, CloudMark>> stored = new HashMap<>();
    private final Map<EntryNumber, Map<String, SetAside>> aside = new HashMap<>();
    private final Map<EntryId, Map<String, Cleared>> cleared = new HashMap<>();
    private final TreeSet<String> clouds = new TreeSet<>();
    private final TreeSet<String> known = new TreeSet<>();
    private final String lane;
    private int copies;

    MarkTable(MarkMapper mapper, EntryMapper entries, LaneId lane) {
        this.lane = lane.name();
        entries.streams().forEach(row -> add(row.checked(), entries));
        mapper.peerMarks().forEach(row -> put(row.mark()));
        mapper.cloudMarks().forEach(row -> put(row.mark()));
        mapper.missing().forEach(row -> missing.add(row.missing()));
        mapper.setAside().forEach(row -> put(row.row()));
        mapper.cleared().forEach(row -> put(row.row()));
        require(mapper.clouds(), mapper.wanted());
    }

    private void add(StreamRow row, EntryMapper entries) {
        streams.put(row.stream(), row);
        Long closed = row.closedSeq();
        last.put(row.stream(), closed == null ? Math.max(row.prunedUpto(), entries.lastSeq(row.stream())) : closed);
    }

    void begun(StreamRow row) {
        streams.put(row.stream(), row);
        last.put(row.stream(), row.prunedUpto());
    }

    void grown(StreamRow row, long upto) {
        streams.put(row.stream(), row);
        last.merge(row.stream(), upto, Math::max);
    }

    void put(PeerMark mark) {
        peers.computeIfAbsent(mark.stream(), stream -> new HashMap<>()).put(mark.storeId(), mark);
    }

    void put(CloudMark mark) {
        stored.computeIfAbsent(mark.stream(), stream -> new HashMap<>()).put(mark.cloud(), mark);
    }

    void put(SetAside row) {
        aside.computeIfAbsent(new EntryNumber(row.stream(), row.seq()), number -> new TreeMap<>())
                .put(row.cloud(), row);
    }

    void put(Cleared row) {
        cleared.computeIfAbsent(row.entry(), entry -> new TreeMap<>()).put(row.cloud(), row);
    }

    /** What became of a refused entry at one cloud; null while it is only refused. */
    @Nullable
    Cleared cleared(String cloud, EntryId entry) {
        return cleared.getOrDefault(entry, Map.of()).get(cloud);
    }

    /** Whether somebody has decided about each refusal for which an entry waits. */
    boolean discarded(EntryNumber number) {
        return aside(number).stream().allMatch(row -> cleared(row) != null);
    }

    private @Nullable Cleared cleared(SetAside row) {
        StreamRow stream = streams.get(row.stream());
        return stream == null ? null : cleared(row.cloud(), new EntryId(stream.name(), row.seq()));
    }

    void require(List<String> cloudNames, int copiesWanted) {
        clouds.clear();
        clouds.addAll(cloudNames);
        known.addAll(cloudNames);
        copies = copiesWanted;
    }

    /** These clouds are brought everything, whether an entry waits for them or not. */
    void known(Collection<String> cloudNames) {
        known.clear();
        known.addAll(cloudNames);
        known.addAll(clouds);
    }

    List<String> known() {
        return List.copyOf(known);
    }

    List<String> clouds() {
        return List.copyOf(clouds);
    }

    int copies() {
        return copies;
    }

    @Nullable
    PeerMark peer(String storeId, long stream) {
        return peers.getOrDefault(stream, Map.of()).get(storeId);
    }

    List<PeerMark> peersOf(long stream) {
        return List.copyOf(peers.getOrDefault(stream, Map.of()).values());
    }

    List<PeerMark> ofStore(String storeId) {
        List<PeerMark> marks = new ArrayList<>();
        for (Map<String, PeerMark> ofStream : peers.values()) {
            PeerMark mark = ofStream.get(storeId);
            if (mark != null) {
                marks.add(mark);
            }
        }
        return marks;
    }

    List<PeerMark> ofLane(String name) {
        return peers.values().stream()
                .flatMap(ofStream -> ofStream.values().stream())
                .filter(mark -> mark.lane().equals(name))
                .toList();
    }

    /** What clouds said about an entry that they refused and have not, and that waits for them; empty when there is none such. */
    List<SetAside> aside(EntryNumber number) {
        return refusedBy(number).filter(row -> clouds.contains(row.cloud())).toList();
    }

    /** As {@link #aside} of all clouds, also of those for which it does not wait, without what somebody has discarded. */
    List<SetAside> open(EntryNumber number) {
        return refusedBy(number).filter(row -> cleared(row) == null).toList();
    }

    /** As {@link #aside} of all clouds. */
    List<SetAside> refused(EntryNumber number) {
        return refusedBy(number).toList();
    }

    private java.util.stream.Stream<SetAside> refusedBy(EntryNumber number) {
        return aside.getOrDefault(number, Map.of()).values().stream()
                .filter(row -> known.contains(row.cloud()))
                .filter(row -> {
                    Cleared end = cleared(row);
                    return end == null || end.how() != Cleared.How.STORED;
                });
    }

    /** Every entry that a cloud refused for which it waits. */
    List<EntryNumber> allAside() {
        return aside.keySet().stream()
                .filter(number -> !aside(number).isEmpty())
                .toList();
    }

    /** Every entry that a cloud refused and that nobody has decided about. */
    List<EntryNumber> allOpen() {
        return aside.keySet().stream().filter(number -> !open(number).isEmpty()).toList();
    }

    /** Up to where every cloud has a stream, also those for which nothing waits; 0 when there is none. */
    long everywhereUpto(long stream) {
        return known.stream().mapToLong(cloud -> cloudUpto(cloud, stream)).min().orElse(0);
    }

    /** Up to where every cloud has a stream that must have it; 0 when there is none such. */
    long cloudUpto(long stream) {
        return clouds.stream()
                .mapToLong(cloud -> cloudUpto(cloud, stream))
                .min()
                .orElse(0);
    }

    /** Of all clouds, also of those that are not configured any more. */
    List<CloudMark> cloudMarks() {
        return stored.values().stream()
                .flatMap(ofStream -> ofStream.values().stream())
                .toList();
    }

    /** Of all clouds, also of those that are not configured any more. */
    List<SetAside> refusals() {
        return aside.values().stream()
                .flatMap(ofEntry -> ofEntry.values().stream())
                .toList();
    }

    @Nullable
    SetAside refusal(String cloud, EntryNumber entry) {
        return aside.getOrDefault(entry, Map.of()).get(cloud);
    }

    long cloudUpto(String cloud, long stream) {
        CloudMark mark = stored.getOrDefault(stream, Map.of()).get(cloud);
        return mark == null ? 0 : mark.upto();
    }

    /**
     * Up to where enough lanes have a stream beside the one that wrote it. The n-th best of them decides; two disks of one
     * lane count once, and so does this disk for what others wrote.
     */
    long peerUpto(long stream) {
        StreamRow row = streams.get(stream);
        String origin = row == null ? lane : row.name().origin().name();
        Map<String, Long> byLane = new HashMap<>();
        if (!origin.equals(lane)) {
            byLane.put(lane, last.getOrDefault(stream, 0L));
        }
        peers.getOrDefault(stream, Map.of()).values().stream()
                .filter(mark -> mark.alive() && !mark.lane().equals(origin))
                .forEach(mark -> byLane.merge(mark.lane(), mark.upto(), Math::max));
        List<Long> best = new ArrayList<>(byLane.values());
        best.sort(Comparator.reverseOrder());
        return best.size() < copies ? 0 : best.get(copies - 1);
    }

    /** How far an entry has come that no cloud refused. */
    Delivery reached(EntryNumber entry) {
        if (entry.seq() <= cloudUpto(entry.stream())) {
            return Delivery.CLOUD_ACK;
        }
        return entry.seq() <= peerUpto(entry.stream()) ? Delivery.PEER_ACK : Delivery.PENDING;
    }
}
