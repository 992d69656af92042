package tillmesh.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.shop.LaneId;
import tillmesh.time.Stamp;

/**
 * Walks the chain of every stream of a file and reports what does not hold. Plain JDBC, because it reads a million rows.
 * Works on any connection; changes nothing.
 */
final class ChainWalk {
    private final Connection connection;
    private final LongConsumer progress;
    private long walked;

    /** @param progress told the number of entries walked, now and then */
    ChainWalk(Connection connection, LongConsumer progress) {
        this.connection = connection;
        this.progress = progress;
    }

    /** Walks everything. */
    Proof all() {
        return walk(0);
    }

    /** Walks only entries whose local number is above {@code afterId}; the first of a stream has no neighbour to be compared with then. */
    Proof walk(long afterId) {
        List<Proof.StreamProof> streams = new ArrayList<>();
        List<Missing> missing = missing();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT stream, origin, incarnation, first_prev, pruned_upto, pruned_hash FROM stream ORDER BY stream");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                streams.add(stream(rows, afterId, missing));
            }
            return new Proof(streams, missing.stream().map(Missing::range).toList(), walked);
        } catch (SQLException e) {
            throw SqlTrouble.of("walking the chain", e);
        }
    }

    private Proof.StreamProof stream(ResultSet stream, long afterId, List<Missing> missing) throws SQLException {
        Stream name = new Stream(new LaneId(stream.getString(2)), stream.getInt(3));
        List<Missing> known = missing.stream()
                .filter(range ->
                        range.origin().equals(name.origin().name()) && range.incarnation() == name.incarnation())
                .toList();
        StreamWalk walk =
                new StreamWalk(name, stream.getLong(5), stream.getBytes(4), stream.getBytes(6), afterId > 0, known);
        String sql = "SELECT seq, wall, count, topic, subject, token, version, base, screen, op_id, payload, prev_hash,"
                + " hash FROM entry WHERE stream = ?" + (afterId > 0 ? " AND id > ?" : "") + " ORDER BY seq";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, stream.getLong(1));
            if (afterId > 0) {
                statement.setLong(2, afterId);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    walk.next(rows.getLong(1), entry(name, rows));
                    if (++walked % 10_000 == 0) {
                        progress.accept(walked);
                    }
                }
            }
        }
        return walk.end();
    }

    private static Entry entry(Stream stream, ResultSet row) throws SQLException {
        Draft draft = new Draft(
                String.valueOf(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                String.valueOf(row.getString(11)));
        return new Entry(
                new EntryId(stream, Math.max(1, row.getLong(1))),
                new Stamp(row.getLong(2), row.getInt(3), stream.origin()),
                draft,
                hash(row.getBytes(12)),
                hash(row.getBytes(13)));
    }

    // A damaged column may have another length; such an entry is simply not sound.
    static Hash hash(byte @org.jspecify.annotations.Nullable [] bytes) {
        return bytes != null && bytes.length == Hash.BYTES ? Hash.of(bytes) : Hash.ZERO;
    }

    private List<Missing> missing() {
        List<Missing> missing = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT origin, incarnation, from_seq, to_seq, found_at, why FROM missing ORDER BY found_at, from_seq");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                missing.add(new Missing(
                        rows.getString(1),
                        rows.getInt(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getString(6)));
            }
            return missing;
        } catch (SQLException e) {
            throw SqlTrouble.of("reading what is missing", e);
        }
    }
}
