package tillmesh.journal;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.shop.LaneId;
import tillmesh.time.HybridClock;

/**
 * The beginning of a new incarnation: where its chain hangs on, and where numbers and the clock go on.
 *
 * @param stream the new life
 * @param streamNumber its number in this file
 * @param firstPrev head of the lane's chain so far, as far as this disk knows it
 * @param nextId next local number
 * @param others commits without an entry so far
 * @param clock after everything this disk has seen
 */
record JournalBirth(Stream stream, long streamNumber, Hash firstPrev, long nextId, long others, HybridClock clock) {

    static JournalBirth of(Opening.Opened opened, LaneId lane, InstantSource wall, RandomGenerator dice) {
        SqlSession session = opened.session();
        EntryMapper entries = session.getMapper(EntryMapper.class);
        List<StreamRow> known =
                entries.streams().stream().map(StreamRow.Row::checked).toList();
        Stream stream = fresh(lane, known, dice);
        long number = known.stream().mapToLong(StreamRow::stream).max().orElse(0) + 1;
        List<StreamRow> own =
                known.stream().filter(row -> row.name().origin().equals(lane)).toList();
        Hash firstPrev = own.isEmpty() ? Hash.ZERO : headOf(entries, own.get(own.size() - 1));
        try {
            Database.run(opened.connection(), "BEGIN IMMEDIATE");
            own.stream()
                    .filter(row -> row.closedSeq() == null)
                    .forEach(row -> entries.putStream(
                            row.closedAt(lastSeq(entries, row)).row()));
            entries.putStream(
                    StreamRow.begun(number, stream, wall.millis(), firstPrev).row());
            // One flush: from here on the new life is known to this disk.
            Database.run(opened.connection(), "COMMIT");
        } catch (SQLException e) {
            throw SqlTrouble.of("beginning a new life of " + lane, e);
        }
        HybridClock clock = new HybridClock(wall, lane);
        entries.newest(1).forEach(row -> clock.seen(row.wall(), row.count()));
        long others = session.getMapper(StoreMapper.class).otherCommits();
        return new JournalBirth(stream, number, firstPrev, entries.lastId() + 1, others, clock);
    }

    // One in four thousand million; but two lives under one name would share numbers.
    private static Stream fresh(LaneId lane, List<StreamRow> known, RandomGenerator dice) {
        Stream stream = new Stream(lane, dice.nextInt());
        while (isKnown(stream, known)) {
            stream = new Stream(lane, dice.nextInt());
        }
        return stream;
    }

    private static boolean isKnown(Stream stream, List<StreamRow> known) {
        return known.stream().anyMatch(row -> row.name().equals(stream));
    }

    private static long lastSeq(EntryMapper entries, StreamRow row) {
        return Math.max(row.prunedUpto(), entries.lastSeq(row.stream()));
    }

    private static Hash headOf(EntryMapper entries, StreamRow row) {
        long seq = entries.lastSeq(row.stream());
        @Nullable EntryRow last = seq <= row.prunedUpto() ? null : entries.byNumber(row.stream(), seq);
        if (last != null) {
            return last.entry().hash();
        }
        Hash pruned = row.prunedHash();
        return pruned == null ? row.firstPrev() : pruned;
    }
}
