package tillmesh.journal;

import java.sql.Connection;
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
            "branch",
            "waiting",
            "table_state",
            "lease",
            "ticket",
            "peer_mark",
            "cloud_mark",
            "set_aside",
            "cleared",
            "mark_move",
            "verified",
            "pulled",
            "register");

    private Eraser() {}

    /**
     * @param stream number of the running life, the only one that stays
     * @param lastSeq its last number: everything up to here is gone
     * @param lastHash what its next entry is chained to
     */
    static void run(Connection connection, EntryMapper entries, long stream, long lastSeq, Hash lastHash) {
        try {
            for (String table : EMPTIED) {
                Database.run(connection, "DELETE FROM " + table);
            }
            Database.run(connection, "DELETE FROM stream WHERE stream <> " + stream);
            for (StreamRow.Row row : entries.streams()) {
                // Nothing was written in this life yet: its first entry still hangs on the life before.
                StreamRow left = row.checked();
                entries.putStream((lastSeq == 0 ? left : left.prunedUpto(lastSeq, lastHash)).row());
            }
        } catch (SQLException e) {
            throw SqlTrouble.of("erasing the journal", e);
        }
    }
}
