package tillmesh.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.time.Stamp;

/** One row of table {@code entry}, with the names of its stream joined in. */
@SuppressWarnings("ArrayRecordComponent") // rows are never compared; the arrays go straight to the driver
record EntryRow(
        long id,
        long stream,
        String origin,
        int incarnation,
        long seq,
        long wall,
        int count,
        String topic,
        @Nullable String subject,
        @Nullable String token,
        long version,
        @Nullable String base,
        @Nullable String screen,
        @Nullable String opId,
        String payload,
        byte[] prevHash,
        byte[] hash) {

    /** The columns in this order, for SELECTs. */
    static final String COLUMNS = "e.id, e.stream, s.origin, s.incarnation, e.seq, e.wall, e.count, e.topic, e.subject,"
            + " e.token, e.version, e.base, e.screen, e.op_id, e.payload, e.prev_hash, e.hash";

    static EntryRow read(ResultSet row) throws SQLException {
        return new EntryRow(
                row.getLong(1),
                row.getLong(2),
                text(row, 3),
                row.getInt(4),
                row.getLong(5),
                row.getLong(6),
                row.getInt(7),
                text(row, 8),
                row.getString(9),
                row.getString(10),
                row.getLong(11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                text(row, 15),
                row.getBytes(16),
                row.getBytes(17));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return String.valueOf(row.getString(column));
    }

    static EntryRow of(long id, long stream, Entry entry) {
        Draft draft = entry.draft();
        Stream name = entry.id().stream();
        return new EntryRow(
                id,
                stream,
                name.origin().name(),
                name.incarnation(),
                entry.id().seq(),
                entry.stamp().wallMillis(),
                entry.stamp().count(),
                draft.topic(),
                draft.subject(),
                draft.token(),
                draft.version(),
                draft.base(),
                draft.screen(),
                draft.opId(),
                draft.payload(),
                entry.prevHash().bytes(),
                entry.hash().bytes());
    }

    /** The entry as it is stored. Whether it is {@link Entry#sound()} is for the caller to ask. */
    Entry entry() {
        Stream name = new Stream(new tillmesh.shop.LaneId(origin), incarnation);
        Draft draft = new Draft(topic, subject, token, version, base, screen, opId, payload);
        return new Entry(
                new EntryId(name, seq), new Stamp(wall, count, name.origin()), draft, Hash.of(prevHash), Hash.of(hash));
    }
}
