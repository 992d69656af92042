package tillmesh.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.journal.Journal.Appended;
import tillmesh.time.HybridClock;

/**
 * Entries that other lives wrote: those of other lanes, and what this lane itself wrote before its disk lost it. They are
 * kept in the order of their stream only, so that what is here is always a beginning of what was written. Loop thread only.
 */
public final class Copies {
    /** Rows read at once when a slice is cut; the slice itself is bounded in bytes. */
    private static final int ROWS = 64;
    /** The two hashes, names and numbers of an entry, roughly. */
    private static final int FIELDS_WEIGHT = 200;

    private final EntryMapper entries;
    private final Marks marks;
    private final Writes writes;
    private final HybridClock clock;
    private final LongSupplier ids;
    private final Map<Stream, Tip> tips = new HashMap<>();
    private boolean dirty;

    /** @param ids the next local number, used up by asking */
    Copies(EntryMapper entries, Marks marks, Writes writes, HybridClock clock, LongSupplier ids) {
        this.entries = entries;
        this.marks = marks;
        this.writes = writes;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * How far a stream is here without a gap.
     *
     * @param hash of entry {@code upto}
     * @param last the highest number that is here; above {@code upto} when a repair left a gap
     */
    private record Tip(StreamRow row, long upto, Hash hash, long last) {}

    /** What became of an entry that came from elsewhere. */
    public enum Fate {
        /** It is kept now. */
        KEPT,
        /** It was here already, to the letter. */
        KNOWN,
        /** Entries before it are not here: it was not kept. */
        GAP,
        /** Another entry stands here under its name, or it does not hang on the one before: it was not kept. Somebody must look. */
        FORK,
        /** It is damaged or was changed: its hash is not its own. It was not kept. */
        UNSOUND
    }

    /** @param appended the entry with its local number; null unless it is {@link Fate#KEPT} */
    public record Taken(Fate fate, @Nullable Appended appended) {}

    /** Keeps the next entry of a stream. Within a note; not for the running life. @throws tillmesh.fault.Fault when the disk does not take it; then it never was here */
    public Taken keep(Entry entry) {
        if (!entry.sound()) {
            return new Taken(Fate.UNSOUND, null);
        }
        Tip tip = tip(entry.id().stream());
        long upto = tip == null ? 0 : tip.upto();
        if (entry.id().seq() <= upto) {
            return new Taken(same(Objects.requireNonNull(tip), entry) ? Fate.KNOWN : Fate.FORK, null);
        }
        if (entry.id().seq() > upto + 1) {
            return new Taken(Fate.GAP, null);
        }
        if (tip != null && !entry.prevHash().equals(tip.hash())) {
            return new Taken(Fate.FORK, null);
        }
        return new Taken(Fate.KEPT, insert(tip, entry));
    }

    private boolean same(Tip tip, Entry entry) {
        EntryRow row = SqlTrouble.asked(
                "looking for an entry that is here",
                () -> entries.byNumber(tip.row().stream(), entry.id().seq()));
        // Pruned: nothing can be compared, and what every cloud has was proved there.
        return row == null || Hash.of(row.hash()).equals(entry.hash());
    }

    private Appended insert(@Nullable Tip tip, Entry entry) {
        dirty = true;
        StreamRow row = tip == null ? begin(entry) : tip.row();
        Appended appended = new Appended(ids.getAsLong(), entry);
        EntryRow stored = EntryRow.of(appended.id(), row.stream(), entry);
        writes.run("keeping " + entry.id(), () -> entries.insert(stored.id(), stored));
        clock.seen(entry.stamp().wallMillis(), entry.stamp().count());
        long seq = entry.id().seq();
        long last = Math.max(seq, tip == null ? 0 : tip.last());
        StreamRow grown = marks.grown(row, last);
        // The entry may have closed a gap that a repair left.
        tips.put(grown.name(), last > seq ? read(grown) : new Tip(grown, seq, entry.hash(), last));
        return appended;
    }

    private StreamRow begin(Entry first) {
        long number =
                marks.streams().stream().mapToLong(StreamRow::stream).max().orElse(0) + 1;
        StreamRow row =
                StreamRow.begun(number, first.id().stream(), first.stamp().wallMillis(), first.prevHash());
        marks.begun(row);
        return row;
    }

    /** Whether an entry was on this disk once and is known to be lost from it; it may come back from another lane. */
    public boolean lost(EntryId id) {
        return marks.missing().stream().anyMatch(range -> range.covers(id));
    }

    /** Up to which number a stream is here without a gap; 0 when it is unknown. */
    public long upto(Stream stream) {
        Tip tip = tip(stream);
        return tip == null ? 0 : tip.upto();
    }

    private @Nullable Tip tip(Stream stream) {
        Tip known = tips.get(stream);
        if (known == null) {
            known = marks.streams().stream()
                    .filter(row -> row.name().equals(stream))
                    .findFirst()
                    .map(this::read)
                    .orElse(null);
            if (known != null) {
                tips.put(stream, known);
            }
        }
        return known;
    }

    private Tip read(StreamRow row) {
        return SqlTrouble.asked("reading how far a stream is here", () -> {
            long last = Math.max(row.prunedUpto(), entries.lastSeq(row.stream()));
            boolean whole = entries.countAfter(row.stream(), row.prunedUpto()) == last - row.prunedUpto();
            long upto = whole ? last : entries.firstMissing(row.stream(), row.prunedUpto()) - 1;
            EntryRow head = upto > row.prunedUpto() ? entries.byNumber(row.stream(), upto) : null;
            Hash pruned = row.prunedHash();
            Hash before = pruned == null ? row.firstPrev() : pruned;
            return new Tip(row, upto, head == null ? before : Hash.of(head.hash()), last);
        });
    }

    /**
     * A stream as it is on this disk.
     *
     * @param upto here without a gap up to this number
     * @param prunedUpto gone up to this number, since every cloud has them
     * @param prunedHash hash of that entry, null when nothing is gone
     */
    public record Held(
            Stream stream,
            long upto,
            long prunedUpto,
            @Nullable Hash prunedHash) {}

    /**
     * Begins a stream after entries that no lane has any more because every cloud has them. Within a note; changes nothing
     * when the stream goes further here already.
     *
     * @param hash of entry {@code prunedUpto}
     */
    public void beginAfter(Stream stream, long prunedUpto, Hash hash) {
        Tip tip = tip(stream);
        if (tip == null) {
            dirty = true;
            long number =
                    marks.streams().stream().mapToLong(StreamRow::stream).max().orElse(0) + 1;
            marks.begun(StreamRow.begun(number, stream, clock.next().wallMillis(), Hash.ZERO)
                    .prunedUpto(prunedUpto, hash));
        } else if (tip.upto() < prunedUpto && tip.upto() == tip.row().prunedUpto()) {
            dirty = true;
            tips.remove(stream);
            marks.begun(tip.row().prunedUpto(prunedUpto, hash));
        }
    }

    /** Every stream that this disk knows. @param running the running life @param last its last number */
    public List<Held> held(Stream running, long last) {
        List<Held> held = new ArrayList<>();
        for (StreamRow row : marks.streams()) {
            long upto = row.name().equals(running) ? last : upto(row.name());
            held.add(new Held(row.name(), upto, row.prunedUpto(), row.prunedHash()));
        }
        return held;
    }

    /**
     * Entries of one stream in order, without gaps, each checked against its hash.
     *
     * @param from first number
     * @param upto last number, at most
     * @param weightMax bound of their {@link #weight}; one entry comes whatever it weighs
     * @return empty when the first of them is not here
     */
    public List<Entry> slice(Stream stream, long from, long upto, int weightMax) {
        Long number = marks.numberOf(stream);
        List<Entry> slice = new ArrayList<>();
        long next = from;
        long room = weightMax;
        while (number != null && next <= upto) {
            List<EntryRow> rows = portion(number, next, (int) Math.min(ROWS, upto - next + 1));
            for (EntryRow row : rows) {
                Entry entry = Entries.checked(row).entry();
                room -= weight(entry);
                if (row.seq() != next || (room < 0 && !slice.isEmpty())) {
                    return slice;
                }
                slice.add(entry);
                next++;
            }
            if (rows.size() < ROWS) {
                return slice;
            }
        }
        return slice;
    }

    /** About how many bytes an entry takes on its way: its payload, and what goes with it. */
    public static int weight(Entry entry) {
        return entry.draft().payload().length() + FIELDS_WEIGHT;
    }

    private List<EntryRow> portion(long stream, long from, int limit) {
        return SqlTrouble.asked("reading entries for another lane", () -> entries.ofStream(stream, from, limit));
    }

    /** A note was undone: what it kept was never here. */
    void takenBack() {
        if (dirty) {
            tips.clear();
        }
    }

    /** What was kept is on the disk. */
    void committed() {
        dirty = false;
    }

    /** The tables changed under us. */
    void changed() {
        tips.clear();
    }
}
