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
import tillmesh.shop.LaneId;

/**
 * How far entries have come, derived from a few marks: "this disk has that stream up to n", "this cloud has that stream up
 * to n". Marks only grow. Answers come from memory, whatever the number of entries; loop thread only.
 */
public final class Marks {
    private final MarkMapper mapper;
    private final EntryMapper entries;
    private final Writes writes;
    private final LaneId lane;
    private final Map<Stream, Long> numbers = new HashMap<>();
    private @Nullable MarkTable table;
    private final PeerMarks peers;
    private List<String> optional = List.of();
    private boolean dirty;
    private final OldestPending oldest;

    /** @param lane whose file this is */
    Marks(MarkMapper mapper, EntryMapper entries, Writes writes, LaneId lane) {
        this.mapper = mapper;
        this.entries = entries;
        this.writes = writes;
        this.lane = lane;
        this.oldest = new OldestPending(entries);
        this.peers = new PeerMarks(this, mapper);
    }

    // Read from the disk when first asked, and again after a note that changed something was taken back.
    MarkTable table() {
        MarkTable present = table;
        if (present == null) {
            present = SqlTrouble.asked("reading the marks", () -> new MarkTable(mapper, entries, lane));
            peers.late().over(present);
            present.known(optional);
            table = present;
            numbers.clear();
            present.streams.values().forEach(row -> numbers.put(row.name(), row.stream()));
        }
        return present;
    }

    /** A note that may have changed marks was undone: memory follows the disk again. */
    void takenBack() {
        peers.late().takenBack();
        if (dirty) {
            table = null;
        }
    }

    /** What memory holds is on the disk now. */
    void committed() {
        peers.late().committed();
        dirty = false;
    }

    /** The tables changed under us. */
    void changed() {
        dirty = true;
        table = null;
    }

    /** What must be so before an entry counts as safe. @param cloudNames every cloud that must have it @param copiesWanted other lanes that must have it, 1 and up */
    public void require(List<String> cloudNames, int copiesWanted) {
        require(cloudNames, List.of(), copiesWanted);
    }

    /** As above. @param more clouds that are brought everything, and for which nothing waits */
    public void require(List<String> cloudNames, List<String> more, int copiesWanted) {
        Check.that(copiesWanted > 0, "at least one copy");
        change("clouds and copies", () -> {
            table().clouds().stream().filter(name -> !cloudNames.contains(name)).forEach(mapper::dropCloud);
            cloudNames.forEach(mapper::addCloud);
            mapper.copies(copiesWanted);
            optional = List.copyOf(more);
            table().require(cloudNames, copiesWanted);
            table().known(more);
        });
    }

    /** What other lanes have. */
    public PeerMarks peers() {
        return peers;
    }

    /** Whether this disk has heard of a stream. */
    public boolean knows(Stream stream) {
        return numberOf(stream) != null;
    }

    /** Up to where enough other lanes have a stream that is known here. */
    public long peerUpto(Stream stream) {
        return table().peerUpto(number(stream));
    }

    /** What clouds have and what they refuse. A look at this moment. */
    public Upstairs upstairs() {
        return new Upstairs(table(), numbers);
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

    /** A refused entry was discarded or taken after all. What was stored stays so; said twice changes nothing. */
    public void clear(Cleared cleared) {
        Cleared before = table().cleared(cleared.cloud(), cleared.entry());
        if (before == null || cleared.outweighs(before)) {
            change("what became of a refused entry", () -> {
                mapper.putCleared(
                        cleared, cleared.entry().toString(), cleared.how().word(), cleared.seal());
                table().put(cleared);
            });
        }
    }

    /** How far an entry has come. */
    public Delivery delivery(EntryId id) {
        EntryNumber entry = new EntryNumber(number(id.stream()), id.seq());
        return table().aside(entry).isEmpty() ? table().reached(entry) : Delivery.SET_ASIDE;
    }

    /** The lanes that said they have an entry on disk; this one is not named. */
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
        for (String cloud : table().known()) {
            states.put(cloud, table().cloudUpto(cloud, stream) >= id.seq() ? "stored" : "waiting");
        }
        table().refused(new EntryNumber(stream, id.seq())).forEach(row -> states.put(row.cloud(), "set_aside"));
        return states;
    }

    /** Why an entry was set aside, if it was. */
    public Optional<String> reason(EntryId id) {
        return table().aside(new EntryNumber(number(id.stream()), id.seq())).stream()
                .map(SetAside::reason)
                .findFirst();
    }

    /**
     * How many entries of this lane there are of each kind, and how old the oldest pending one is. Looks at marks, not at entries;
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
                tally.of(Delivery.SET_ASIDE) - tally.discarded(),
                oldest.of(tally.waiting()));
    }

    /** @param setAside what a cloud refuses and nobody has decided about @param oldestPendingMillis wall clock of the oldest entry that is only here, or null */
    public record Counts(
            long pending,
            long peerAck,
            long cloudAck,
            long setAside,
            @Nullable Long oldestPendingMillis) {}

    /** Up to where every cloud has a stream, also those for which nothing waits; 0 when there is none. */
    long everywhereUpto(long stream) {
        return table().everywhereUpto(stream);
    }

    /** What is known to be lost from this disk. */
    List<Missing> missing() {
        return table().missing;
    }

    /** All streams of the file, oldest first. */
    List<StreamRow> streams() {
        return List.copyOf(table().streams.values());
    }

    /** Whether a configured cloud refused that entry, and nobody has decided about it. */
    boolean aside(long stream, long seq) {
        return !table().open(new EntryNumber(stream, seq)).isEmpty();
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

    /** A stream of another life is heard of for the first time. Within a note. */
    void begun(StreamRow row) {
        change("a stream of another life", () -> {
            entries.putStream(row.row());
            table().begun(row);
            numbers.put(row.name(), row.stream());
        });
    }

    /** A stream of another life has entries up to {@code last} now. Within a note. @return its row, as it is then */
    StreamRow grown(StreamRow row, long last) {
        Long closed = row.closedSeq();
        StreamRow grown = closed != null && closed < last ? row.closedAt(last) : row;
        change("how far a stream goes", () -> {
            if (!grown.equals(row)) {
                entries.putStream(grown.row());
            }
            table().grown(grown, last);
        });
        return grown;
    }

    /** The number of a stream in this file, or null when it is not known here. */
    @Nullable
    Long numberOf(Stream stream) {
        table();
        return numbers.get(stream);
    }

    long number(Stream stream) {
        table();
        Long number = numbers.get(stream);
        Check.that(number != null, "stream %s is not in this file", stream);
        return java.util.Objects.requireNonNull(number);
    }

    void change(String what, Runnable statements) {
        table();
        dirty = true;
        writes.run("writing " + what, statements);
    }
}
