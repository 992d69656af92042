package tillmesh.journal;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.time.HybridClock;

/**
 * The beginning of a new incarnation: where its chain hangs on, and where numbers and the clock go on.
 *
 * @param stream the new life
 * @param streamNumber its number in this file
 * @param firstPrev head of the lane's chain so far, as far as this disk knows it
 * @param nextId next local number
 * @param clock after everything this disk has seen
 * @param headMark where the flushed head is remembered
 */
record JournalBirth(
        Stream stream, long streamNumber, Hash firstPrev, long nextId, HybridClock clock, HeadMark headMark) {

    static JournalBirth of(Opening.Opened opened, Stream stream, InstantSource wall, HeadMark headMark) {
        EntryMapper entries = opened.session().getMapper(EntryMapper.class);
        List<StreamRow> known = entries.streams();
        long number = known.stream().mapToLong(StreamRow::stream).max().orElse(0) + 1;
        Hash firstPrev = headOf(entries, known, stream);
        // One row, one flush: from here on the new life is known to this disk.
        entries.insertStream(new StreamRow(
                number, stream.origin().name(), stream.incarnation(), wall.millis(), firstPrev.bytes(), 0, null));
        HybridClock clock = new HybridClock(wall, stream.origin());
        entries.newest(1).forEach(row -> clock.seen(row.wall(), row.count()));
        return new JournalBirth(stream, number, firstPrev, entries.lastId() + 1, clock, headMark);
    }

    private static Hash headOf(EntryMapper entries, List<StreamRow> known, Stream stream) {
        StreamRow newest = null;
        for (StreamRow row : known) {
            newest = row.origin().equals(stream.origin().name()) ? row : newest;
        }
        return newest == null ? Hash.ZERO : headOf(entries, newest);
    }

    private static Hash headOf(EntryMapper entries, StreamRow row) {
        long seq = entries.lastSeq(row.stream());
        @Nullable EntryRow last = seq <= row.prunedUpto() ? null : entries.byNumber(row.stream(), seq);
        if (last != null) {
            Entry entry = last.entry();
            return entry.hash();
        }
        byte[] pruned = row.prunedHash();
        return ChainWalk.hash(pruned == null ? row.firstPrev() : pruned);
    }
}
