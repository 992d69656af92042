package tillmesh.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import tillmesh.entry.Hash;

/** Empties a lane's file inside the burst's transaction. The running life goes on counting, so no number is used twice. */
final class Eraser {
    private static final List<String> EMPTIED = List.of(
            "entry",
            "missing",
            "op",
            "order_head",
            "table_state",
            "lease",
            "ticket",
            "peer_mark",
            "cloud_mark",
            "set_aside",
            "mark_move");

    private Eraser() {}

    /**
     * @param stream number of the running life, the only one that stays
     * @param lastSeq its last number: everything up to here is gone
     * @param lastHash what its next entry is chained to
     */
    static void run(Connection connection, long stream, long lastSeq, Hash lastHash, String freshStoreId) {
        try {
            for (String table : EMPTIED) {
                Database.run(connection, "DELETE FROM " + table);
            }
            Database.run(connection, "DELETE FROM stream WHERE stream <> " + stream);
            if (lastSeq > 0) {
                bind(
                        connection,
                        "UPDATE stream SET pruned_upto = ?, pruned_hash = ? WHERE stream = ?",
                        lastSeq,
                        lastHash.bytes(),
                        stream);
            }
            bind(connection, "UPDATE store SET store_id = ?", freshStoreId);
        } catch (SQLException e) {
            throw SqlTrouble.of("erasing the journal", e);
        }
    }

    private static void bind(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
