package tillmesh.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads streams and what is missing by plain JDBC, for walks over files that are not opened for work. */
final class StoredRows {
    private StoredRows() {}

    /** @throws tillmesh.fault.Fault when a row is damaged */
    static List<StreamRow> streams(Connection connection) throws SQLException {
        List<StreamRow> streams = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT " + StreamRow.Row.COLUMNS + " FROM stream ORDER BY stream");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                streams.add(new StreamRow.Row(
                                rows.getLong(1),
                                String.valueOf(rows.getString(2)),
                                rows.getInt(3),
                                rows.getLong(4),
                                bytes(rows.getBytes(5)),
                                rows.getLong(6),
                                rows.getBytes(7),
                                number(rows, 8),
                                rows.getLong(9))
                        .checked());
            }
            return streams;
        }
    }

    private static byte[] bytes(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }

    private static @Nullable Long number(ResultSet rows, int column) throws SQLException {
        long value = rows.getLong(column);
        return rows.wasNull() ? null : value;
    }

    /** @throws tillmesh.fault.Fault when a row is damaged */
    static List<Missing> missing(Connection connection) throws SQLException {
        List<Missing> missing = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT origin, incarnation, from_seq, to_seq, found_at, why, seal FROM missing ORDER BY"
                                + " found_at, from_seq");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                missing.add(new Missing.Row(
                                String.valueOf(rows.getString(1)),
                                rows.getInt(2),
                                rows.getLong(3),
                                rows.getLong(4),
                                rows.getLong(5),
                                String.valueOf(rows.getString(6)),
                                rows.getLong(7))
                        .missing());
            }
            return missing;
        }
    }
}
