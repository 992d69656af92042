package tillmesh.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Delivery;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.fault.Check;
import tillmesh.journal.MarkTable.EntryNumber;

/**
 * How far entries have come, derived from a few marks: "this disk has that stream up to n", "this cloud has that stream up
 * to n". Marks only grow. Answers come from memory, whatever the number of entries; loop thread only.
 */
public final class Marks {
    private final MarkMapper mapper;
    private final EntryMapper entries;
    private final Writes writes;
    private final Map<Stream, Long> numbers = new HashMap<>();
    private @Nullable MarkTable table;
    private boolean dirty;
    private @Nullable Oldest oldest;

    Marks(MarkMapper mapper, EntryMapper entries, Writes writes) {
        this.mapper = mapper;
        this.entries = entries;
        this.writes = writes;
    }

    // Read from the disk when first asked, and again after a note that changed something was taken back.
    private MarkTable table() {
        MarkTable present = table;
        if (present == null) {
            present = SqlTrouble.asked("reading the marks", () -> new MarkTable(mapper, entries));
            table = present;
            numbers.clear();
            present.streams.values().forEach(row -> numbers.put(row.name(), row.stream()));
        }
        return present;
    }

    /** A note that may have changed marks was undone: memory follows the disk again. */
    void takenBack() {
        if (dirty) {
            table = null;
        }
    }

    /** What memory holds is on the disk now. */
    void committed() {
        dirty = false;
    }

    /** The tables changed under us. */
    void changed() {
        dirty = true;
        table = null;
    }

    /** What must be so before an entry counts as safe. @param cloudNames every cloud that must have it @param copiesWanted other lanes that must have it, 1 and up */
    public void require(List<String> cloudNames, int copiesWanted) {
        Check.that(copiesWanted > 0, "at least one copy");
        change("clouds and copies", () -> {
            table().clouds().stream().filter(name -> !cloudNames.contains(name)).forEach(mapper::dropCloud);
            cloudNames.forEach(mapper::addCloud);
            mapper.copies(copiesWanted);
            table().require(cloudNames, copiesWanted);
        });
    }

    /** Another lane's disk has a stream up to {@code upto}. Lower than before changes nothing. */
    public void peerKept(String storeId, String lane, EntryId upto, long nowMillis) {
        long stream = number(upto.stream());
        PeerMark before = table().peer(storeId, stream);
        if (before == null || before.upto() < upto.seq() || !before.alive()) {
            long seq = before == null ? upto.seq() : Math.max(before.upto(), upto.seq());
            change("what lane " + lane + " has", () -> {
                put(new PeerMark(storeId, lane, stream, seq, true));
                mapper.moved("peer", storeId, stream, seq, nowMillis);
            });
        }
    }

    private void put(PeerMark mark) {
        mapper.putPeerMark(mark, mark.seal());
        table().put(mark);
    }

    /** That disk is gone (wiped, replaced): its copies count no more. The one case in which an entry goes back to pending. */
    public void storeGone(String storeId) {
        change(
                "that a disk is gone",
                () -> table().ofStore(storeId)
                        .forEach(mark -> put(new PeerMark(storeId, mark.lane(), mark.stream(), mark.upto(), false))));
    }

    /** A cloud has a stream up to {@code upto}. Lower than before changes nothing. */
    public void cloudStored(String cloud, EntryId upto, long nowMillis) {
        long stream = number(upto.stream());
        if (table().cloudUpto(cloud, stream) < upto.seq()) {
            change("what cloud " + cloud + " has", () -> {
                CloudMark mark = new CloudMark(cloud, stream, upto.seq());
                mapper.putCloudMark(mark, mark.seal());
                mapper.moved("cloud", cloud, stream, upto.seq(), nowMillis);
                table().put(mark);
            });
        }
    }

    /** A cloud refuses an entry for good. @param reason one sentence */
    public void setAside(String cloud, EntryId entry, String reason, int retries, long nowMillis) {
        SetAside row = new SetAside(cloud, number(entry.stream()), entry.seq(), reason, retries, nowMillis);
        change("an entry that is set aside", () -> {
            mapper.putSetAside(row, row.seal());
            table().put(row);
        });
    }

    /** How far an entry has come. */
    public Delivery delivery(EntryId id) {
        EntryNumber entry = new EntryNumber(number(id.stream()), id.seq());
        return table().aside(entry).isEmpty() ? table().reached(entry) : Delivery.SET_ASIDE;
    }

    /** The other lanes that have an entry on disk. */
    public List<String> copiesOf(EntryId id) {
        return table().peersOf(number(id.stream())).stream()
                .filter(mark -> mark.alive() && mark.upto() >= id.seq())
                .map(PeerMark::lane)
                .distinct()
                .sorted()
                .toList();
    }

    /** For each configured cloud, by name: {@code stored}, {@code set_aside} or {@code waiting}. */
    public Map<String, String> clouds(EntryId id) {
        long stream = number(id.stream());
        Map<String, String> states = new TreeMap<>();
        for (String cloud : table().clouds()) {
            states.put(cloud, table().cloudUpto(cloud, stream) >= id.seq() ? "stored" : "waiting");
        }
        table().aside(new EntryNumber(stream, id.seq())).forEach(row -> states.put(row.cloud(), "set_aside"));
        return states;
    }

    /** Why an entry was set aside, if it was. */
    public Optional<String> reason(EntryId id) {
        return table().aside(new EntryNumber(number(id.stream()), id.seq())).stream()
                .map(SetAside::reason)
                .findFirst();
    }

    /**
     * How many entries there are of each kind, and how old the oldest pending one is. Looks at marks, not at entries;
     * numbers that were pruned are not counted.
     *
     * @param own the running life
     * @param ownLast its last number
     */
    public Counts counts(Stream own, long ownLast) {
        Tally tally = new Tally(table(), own, ownLast);
        return new Counts(
                tally.of(Delivery.PENDING),
                tally.of(Delivery.PEER_ACK),
                tally.of(Delivery.CLOUD_ACK),
                tally.of(Delivery.SET_ASIDE),
                oldest(tally.waiting()));
    }

    /** @param oldestPendingMillis wall clock of the oldest entry that is only here, or null */
    public record Counts(
            long pending,
            long peerAck,
            long cloudAck,
            long setAside,
            @Nullable Long oldestPendingMillis) {}

    /** The answer to the same question before: the oldest one rarely changes. */
    private record Oldest(
            Map<String, EntryNumber> waiting, @Nullable Long millis) {}

    private @Nullable Long oldest(Map<String, EntryNumber> waiting) {
        Oldest before = oldest;
        if (before != null && before.waiting.equals(waiting)) {
            return before.millis;
        }
        Long millis = null;
        for (EntryNumber number : waiting.values()) {
            Long wall =
                    SqlTrouble.asked("reading the oldest entry", () -> entries.wallFrom(number.stream(), number.seq()));
            millis = millis == null || (wall != null && wall < millis) ? wall : millis;
        }
        oldest = new Oldest(waiting, millis);
        return millis;
    }

    /** Up to where every configured cloud has a stream; 0 when no cloud is configured. */
    long cloudUpto(long stream) {
        return table().cloudUpto(stream);
    }

    /** All streams of the file, oldest first. */
    List<StreamRow> streams() {
        return List.copyOf(table().streams.values());
    }

    /** Whether a configured cloud refused that entry. */
    boolean aside(long stream, long seq) {
        return !table().aside(new EntryNumber(stream, seq)).isEmpty();
    }

    /** Entries of a stream are pruned. @param deleting deletes them, in the same note */
    void pruned(StreamRow row, Runnable deleting) {
        change("how far a stream is pruned", () -> {
            deleting.run();
            entries.putStream(row.row());
            mapper.forgetMoves(row.stream(), row.prunedUpto());
            table().streams.put(row.stream(), row);
        });
    }

    private long number(Stream stream) {
        table();
        Long number = numbers.get(stream);
        Check.that(number != null, "stream %s is not in this file", stream);
        return java.util.Objects.requireNonNull(number);
    }

    private void change(String what, Runnable statements) {
        table();
        dirty = true;
        writes.run("writing " + what, statements);
    }
}
