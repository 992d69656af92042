package tillmesh.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import tillmesh.shop.TableState;

/** One row of table {@code table_state}. */
record TableRow(
        int tableId,
        String status,
        @Nullable String posReference,
        @Nullable String screen,
        long updatedAt,
        long entry,
        long seal) {

    static final String COLUMNS = "table_id, status, pos_reference, screen, updated_at, entry, seal";

    static TableRow read(ResultSet row) throws SQLException {
        return new TableRow(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
    }

    static TableRow of(TableState state, long entry) {
        return new TableRow(
                state.tableId(),
                state.status(),
                state.posReference(),
                state.terminalId(),
                state.updatedAtMillis(),
                entry,
                sealOf(state, entry));
    }

    TableState state() {
        TableState state = new TableState(tableId, status, posReference, screen, updatedAt);
        if (sealOf(state, entry) != seal) {
            throw SqlTrouble.damaged("the row of a table is damaged", null);
        }
        return state;
    }

    private static long sealOf(TableState state, long entry) {
        return Seal.of(
                "table_state",
                state.tableId(),
                state.status(),
                state.posReference(),
                state.terminalId(),
                state.updatedAtMillis(),
                entry);
    }
}
