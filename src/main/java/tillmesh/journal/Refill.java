package tillmesh.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ibatis.session.SqlSession;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.shop.LaneId;

/** Fills a fresh file with what was saved from a damaged one, and names what is missing in it. */
final class Refill {
    static final String WHY = "lost from a damaged file; the damaged file was kept aside";

    private final LaneId lane;
    private final String storeId;
    private final long nowMillis;
    private final List<Missing> missing = new ArrayList<>();
    private long saved;
    private boolean unnamed;

    /** @param storeId 32 random hex digits: a repaired file is a new disk for all others */
    Refill(LaneId lane, String storeId, long nowMillis) {
        this.lane = lane;
        this.storeId = storeId;
        this.nowMillis = nowMillis;
    }

    /** How many entries were saved. */
    long saved() {
        return saved;
    }

    /** Whether a life may be lost with its name: one that was saved begins where nothing that was saved ends. */
    boolean unnamed() {
        return unnamed;
    }

    /** Ranges that are known to be lost. */
    List<Missing> missing() {
        return missing;
    }

    /** Makes the file in one go, unflushed: the caller flushes and names it when it is whole. */
    void run(Path file, Salvage salvage) throws IOException {
        try (Connection fresh = Database.openFilling(file)) {
            Migrations.make(fresh);
            SqlSession session = Sessions.over(fresh);
            Database.run(fresh, "BEGIN");
            StoreRow row = new StoreRow(storeId, lane.name(), nowMillis, true);
            session.getMapper(StoreMapper.class).putStore(row, row.seal());
            BallotRow ballot = new BallotRow(salvage.epoch());
            session.getMapper(StoreMapper.class).putBallot(ballot, ballot.seal());
            salvage.tickets().stream()
                    .sorted(Comparator.comparing(TicketRow::last))
                    .forEach(ticket -> session.getMapper(ShopMapper.class).putTicket(ticket, ticket.seal()));
            missing.addAll(salvage.missing());
            fill(session.getMapper(EntryMapper.class), salvage);
            missing.forEach(range -> session.getMapper(MarkMapper.class).putMissing(range, range.seal()));
            Database.run(fresh, "COMMIT");
        } catch (SQLException e) {
            throw SqlTrouble.of("filling a fresh database", e);
        }
    }

    private void fill(EntryMapper mapper, Salvage salvage) throws IOException {
        Map<Stream, Long> numbers = new HashMap<>();
        for (StreamRow row : streams(salvage)) {
            mapper.putStream(row.row());
            numbers.put(row.name(), row.stream());
        }
        salvage.forEach(entry -> {
            Long stream = java.util.Objects.requireNonNull(numbers.get(entry.id().stream()));
            mapper.insert(++saved, EntryRow.of(saved, stream, entry));
        });
    }

    // Lives of a lane keep their order, since each begins where the one before ended.
    private List<StreamRow> streams(Salvage salvage) throws IOException {
        Map<Stream, List<Long>> numbers = salvage.numbers();
        Set<Stream> names = new HashSet<>(numbers.keySet());
        names.addAll(salvage.streams().keySet());
        List<StreamRow> rows = new ArrayList<>();
        for (Stream name : names) {
            List<Long> present = numbers.getOrDefault(name, List.of());
            StreamRow row = row(salvage, name, present);
            gaps(row, present);
            rows.add(row);
        }
        unnamed = !names.containsAll(salvage.likely()) || !begun(salvage, rows, heads(salvage, numbers));
        rows.sort(Comparator.comparing(StreamRow::startedAt).thenComparing(StreamRow::stream));
        List<StreamRow> numbered = new ArrayList<>();
        rows.forEach(row -> numbered.add(row.numbered(numbered.size() + 1L)));
        return numbered;
    }

    private static Set<Hash> heads(Salvage salvage, Map<Stream, List<Long>> numbers) throws IOException {
        Set<Hash> heads = new HashSet<>(Set.of(Hash.ZERO));
        for (Map.Entry<Stream, List<Long>> present : numbers.entrySet()) {
            long last = present.getValue().get(present.getValue().size() - 1);
            Entry entry = salvage.entry(new EntryId(present.getKey(), last));
            heads.add(java.util.Objects.requireNonNull(entry).hash());
        }
        return heads;
    }

    // Of a life whose row was not sound, only its first entry tells what it began with.
    private static boolean begun(Salvage salvage, List<StreamRow> rows, Set<Hash> heads) throws IOException {
        boolean known = true;
        for (StreamRow row : rows) {
            heads.add(row.prunedHash() == null ? Hash.ZERO : row.prunedHash());
            known &= salvage.streams().containsKey(row.name()) || salvage.entry(new EntryId(row.name(), 1)) != null;
        }
        return known && rows.stream().allMatch(row -> heads.contains(row.firstPrev()));
    }

    private static StreamRow row(Salvage salvage, Stream name, List<Long> present) throws IOException {
        StreamRow known = salvage.streams().get(name);
        if (known == null) {
            Entry first = java.util.Objects.requireNonNull(salvage.entry(new EntryId(name, present.get(0))));
            Hash firstPrev = first.id().seq() == 1 ? first.prevHash() : Hash.ZERO;
            return StreamRow.begun(Long.MAX_VALUE, name, first.stamp().wallMillis(), firstPrev);
        }
        Entry next = salvage.entry(new EntryId(name, known.prunedUpto() + 1));
        Hash pruned = known.prunedHash();
        boolean fits = next == null || pruned == null || next.prevHash().equals(pruned);
        return fits ? known : StreamRow.begun(known.stream(), name, known.startedAt(), known.firstPrev());
    }

    private void gaps(StreamRow row, List<Long> present) {
        long expected = row.prunedUpto() + 1;
        for (long seq : present) {
            if (seq > expected) {
                lost(row.name(), expected, seq - 1);
            }
            expected = Math.max(expected, seq + 1);
        }
        Long closed = row.closedSeq();
        if (closed != null && closed >= expected) {
            lost(row.name(), expected, closed);
        }
    }

    private void lost(Stream name, long from, long to) {
        Missing range = new Missing(name.origin().name(), name.incarnation(), from, to, nowMillis, WHY);
        if (missing.stream().noneMatch(known -> known.covers(range))) {
            missing.add(range);
        }
    }
}
