package tillmesh.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tillmesh.entry.Delivery;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.journal.MarkMapper.CloudMark;
import tillmesh.journal.MarkMapper.PeerMark;
import tillmesh.journal.MarkMapper.SetAside;

/**
 * How far entries have come, derived from a few marks: "this disk has that stream up to n", "this cloud has that stream up
 * to n". Marks only grow. Loop thread only.
 */
public final class Marks {
    private final MarkMapper mapper;
    private final EntryMapper entries;
    private final Runnable writing;
    private final Map<Stream, Long> numbers = new HashMap<>();
    private List<PeerMark> peers = List.of();
    private List<CloudMark> cloudMarks = List.of();
    private List<String> clouds = List.of();
    private List<SetAside> setAside = List.of();
    private int copies = 1;
    private boolean dirty = true;

    Marks(MarkMapper mapper, EntryMapper entries, Runnable writing) {
        this.mapper = mapper;
        this.entries = entries;
        this.writing = writing;
        reload();
    }

    /** Memory follows the disk again after a note was taken back. */
    void reload() {
        if (!dirty) {
            return;
        }
        numbers.clear();
        entries.streams().forEach(row -> numbers.put(row.name(), row.stream()));
        peers = mapper.peerMarks();
        cloudMarks = mapper.cloudMarks();
        clouds = mapper.clouds();
        setAside = mapper.setAside();
        copies = mapper.wanted();
        dirty = false;
    }

    /** The tables changed under us: memory is read anew at the next {@link #reload}. */
    void touched() {
        dirty = true;
    }

    /** What must be so before an entry counts as safe. @param cloudNames every cloud that must have it @param copiesWanted other lanes that must have it, 1 and up */
    public void require(List<String> cloudNames, int copiesWanted) {
        change(() -> {
            clouds.stream().filter(name -> !cloudNames.contains(name)).forEach(mapper::dropCloud);
            cloudNames.forEach(mapper::addCloud);
            mapper.copies(copiesWanted);
        });
    }

    /** Another lane's disk has a stream up to {@code upto}. Lower than before changes nothing. */
    public void peerKept(String storeId, String lane, EntryId upto, long nowMillis) {
        long stream = number(upto.stream());
        change(() -> {
            mapper.putPeerMark(new PeerMark(storeId, lane, stream, upto.seq(), true));
            mapper.moved("peer", storeId, stream, upto.seq(), nowMillis);
        });
    }

    /** That disk is gone (wiped, replaced): its copies count no more. The one case in which an entry goes back to pending. */
    public void storeGone(String storeId) {
        change(() -> mapper.storeGone(storeId));
    }

    /** A cloud has a stream up to {@code upto}. Lower than before changes nothing. */
    public void cloudStored(String cloud, EntryId upto, long nowMillis) {
        long stream = number(upto.stream());
        change(() -> {
            mapper.putCloudMark(new CloudMark(cloud, stream, upto.seq()));
            mapper.moved("cloud", cloud, stream, upto.seq(), nowMillis);
        });
    }

    /** A cloud refuses an entry for good. @param reason one sentence */
    public void setAside(String cloud, EntryId entry, String reason, int retries, long nowMillis) {
        long stream = number(entry.stream());
        change(() -> mapper.putSetAside(new SetAside(cloud, stream, entry.seq(), reason, retries, nowMillis)));
    }

    /** How far an entry has come. */
    public Delivery delivery(EntryId id) {
        long stream = number(id.stream());
        if (setAside.stream().anyMatch(row -> row.stream() == stream && row.seq() == id.seq())) {
            return Delivery.SET_ASIDE;
        }
        if (id.seq() <= cloudUpto(stream)) {
            return Delivery.CLOUD_ACK;
        }
        return id.seq() <= peerUpto(stream) ? Delivery.PEER_ACK : Delivery.PENDING;
    }

    /** The other lanes that have an entry on disk. */
    public List<String> copiesOf(EntryId id) {
        long stream = number(id.stream());
        return peers.stream()
                .filter(mark -> mark.stream() == stream && mark.alive() && mark.upto() >= id.seq())
                .map(PeerMark::lane)
                .distinct()
                .sorted()
                .toList();
    }

    /** For each configured cloud: {@code stored}, {@code set_aside} or {@code waiting}. */
    public Map<String, String> clouds(EntryId id) {
        long stream = number(id.stream());
        Map<String, String> states = new HashMap<>();
        for (String cloud : clouds) {
            boolean aside = setAside.stream()
                    .anyMatch(row -> row.cloud().equals(cloud) && row.stream() == stream && row.seq() == id.seq());
            states.put(cloud, aside ? "set_aside" : upto(cloud, stream) >= id.seq() ? "stored" : "waiting");
        }
        return states;
    }

    /** Why an entry was set aside, if it was. */
    public Optional<String> reason(EntryId id) {
        long stream = number(id.stream());
        return setAside.stream()
                .filter(row -> row.stream() == stream && row.seq() == id.seq())
                .map(SetAside::reason)
                .findFirst();
    }

    /** How many entries there are of each kind, and how old the oldest pending one is. Cheap: looks at marks, not at entries. */
    public Counts counts(Stream own, long ownLast) {
        long pending = 0;
        long peerAck = 0;
        long cloudAck = 0;
        List<Long> oldest = new ArrayList<>();
        for (StreamRow row : entries.streams()) {
            long last = row.name().equals(own) ? ownLast : entries.lastSeq(row.stream());
            long cloud = Math.min(last, Math.max(row.prunedUpto(), cloudUpto(row.stream())));
            long peer = Math.min(last, Math.max(cloud, peerUpto(row.stream())));
            cloudAck += cloud - Math.min(cloud, row.prunedUpto());
            peerAck += peer - cloud;
            pending += last - peer;
            if (last > peer) {
                Optional.ofNullable(entries.byNumber(row.stream(), peer + 1)).ifPresent(e -> oldest.add(e.wall()));
            }
        }
        long aside = setAside.stream().filter(this::counted).count();
        return new Counts(
                pending,
                peerAck,
                cloudAck,
                aside,
                oldest.stream().min(Long::compare).orElse(null));
    }

    private boolean counted(SetAside row) {
        return clouds.contains(row.cloud());
    }

    /** @param oldestPendingMillis wall clock of the oldest entry that is only here, or null */
    public record Counts(
            long pending,
            long peerAck,
            long cloudAck,
            long setAside,
            @org.jspecify.annotations.Nullable Long oldestPendingMillis) {}

    /** Up to where every configured cloud has a stream; 0 when no cloud is configured. */
    long cloudUpto(long stream) {
        return clouds.stream().mapToLong(cloud -> upto(cloud, stream)).min().orElse(0);
    }

    private long upto(String cloud, long stream) {
        return cloudMarks.stream()
                .filter(mark -> mark.cloud().equals(cloud) && mark.stream() == stream)
                .mapToLong(CloudMark::upto)
                .max()
                .orElse(0);
    }

    // The n-th best of the other lanes decides; two disks of one lane count once.
    private long peerUpto(long stream) {
        Map<String, Long> byLane = new HashMap<>();
        peers.stream()
                .filter(mark -> mark.stream() == stream && mark.alive())
                .forEach(mark -> byLane.merge(mark.lane(), mark.upto(), Math::max));
        List<Long> best = new ArrayList<>(byLane.values());
        best.sort(java.util.Comparator.reverseOrder());
        return best.size() < copies ? 0 : best.get(copies - 1);
    }

    private long number(Stream stream) {
        Long number = numbers.get(stream);
        tillmesh.fault.Check.that(number != null, "stream %s is not in this file", stream);
        return java.util.Objects.requireNonNull(number);
    }

    private void change(Runnable statements) {
        writing.run();
        dirty = true;
        statements.run();
        reload();
        dirty = true;
    }
}
