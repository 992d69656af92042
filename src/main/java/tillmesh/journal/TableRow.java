package tillmesh.journal;

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
