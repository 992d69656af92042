package tillmesh.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.time.Stamp;

/**
 * Walks the chain of every stream of a file, in order of arrival, and reports what does not hold. Plain JDBC, because it
 * reads a million rows. Reads in portions, so that it never keeps the log of a running lane from being folded. Works on
 * any connection; changes nothing.
 */
final class ChainWalk {
    private static final int PORTION = 2_000;
    private static final String ENTRIES =
            "SELECT id, stream, seq, wall, count, topic, subject, token, version, base, screen, op_id, payload, prev_hash,"
                    + " hash FROM entry WHERE id > ? ORDER BY id LIMIT " + PORTION;

    private final Connection connection;
    private final LongConsumer progress;
    private final Map<Long, StreamWalk> walks = new HashMap<>();
    private List<StreamRow> streams = List.of();
    private List<Missing> missing = List.of();
    private long walked;
    private long strays;

    /** @param progress told the number of entries walked, now and then */
    ChainWalk(Connection connection, LongConsumer progress) {
        this.connection = connection;
        this.progress = progress;
    }

    /** Walks entries whose local number is above {@code afterId}; the first of a stream has no neighbour to be compared with then. */
    Proof walk(long afterId) {
        try {
            begin(afterId > 0);
            try (PreparedStatement statement = connection.prepareStatement(ENTRIES)) {
                long at = afterId;
                for (long next = portion(statement, at); next > at; next = portion(statement, at)) {
                    at = next;
                    progress.accept(walked);
                }
            }
            return proof();
        } catch (SQLException e) {
            throw SqlTrouble.of("walking the chain", e);
        }
    }

    private void begin(boolean fromMiddle) throws SQLException {
        missing = StoredRows.missing(connection);
        streams = StoredRows.streams(connection);
        streams.forEach(row -> walks.put(row.stream(), new StreamWalk(row, fromMiddle, missing)));
    }

    private long portion(PreparedStatement statement, long afterId) throws SQLException {
        long last = afterId;
        statement.setLong(1, afterId);
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                last = rows.getLong(1);
                walked++;
                step(rows);
            }
        }
        return last;
    }

    private void step(ResultSet row) throws SQLException {
        long stream = row.getLong(2);
        StreamWalk walk = walks.get(stream);
        if (walk == null) {
            strays++;
            return;
        }
        walk.next(row.getLong(3), entry(name(stream), row));
    }

    private Stream name(long number) {
        for (int i = streams.size() - 1; i >= 0; i--) {
            if (streams.get(i).stream() == number) {
                return streams.get(i).name();
            }
        }
        throw new AssertionError("a walk without a stream");
    }

    private static Entry entry(Stream stream, ResultSet row) throws SQLException {
        Draft draft = new Draft(
                String.valueOf(row.getString(6)),
                row.getString(7),
                row.getString(8),
                row.getLong(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                String.valueOf(row.getString(13)));
        return new Entry(
                new EntryId(stream, Math.max(1, row.getLong(3))),
                new Stamp(row.getLong(4), row.getInt(5), stream.origin()),
                draft,
                hash(row.getBytes(14)),
                hash(row.getBytes(15)));
    }

    // A damaged column may have another length; such an entry is simply not sound.
    private static Hash hash(byte @Nullable [] bytes) {
        return bytes != null && bytes.length == Hash.BYTES ? Hash.of(bytes) : Hash.ZERO;
    }

    private Proof proof() {
        List<Proof.StreamProof> proofs = new ArrayList<>();
        streams.forEach(row -> proofs.add(
                java.util.Objects.requireNonNull(walks.get(row.stream())).end()));
        return new Proof(proofs, missing.stream().map(Missing::range).toList(), walked, strays);
    }
}
