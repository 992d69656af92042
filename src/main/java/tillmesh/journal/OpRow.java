package tillmesh.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An operation that a device named and that was done.
 *
 * @param device the terminal
 * @param opId its name for the operation
 * @param at wall-clock milliseconds
 * @param kind what was asked, the request's type
 * @param entry local number of the entry it made, or null
 * @param version the version it made, or null
 */
public record OpRow(
        String device,
        String opId,
        long at,
        String kind,
        @Nullable Long entry,
        @Nullable Long version) {
    long seal() {
        return Seal.of("op", device, opId, at, kind, entry, version);
    }

    /** A row as stored. */
    record Row(
            String device,
            String opId,
            long at,
            String kind,
            @Nullable Long entry,
            @Nullable Long version,
            long seal) {
        static final String COLUMNS = "device, op_id, at, kind, entry, version, seal";

        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getString(4),
                    RowHandler.number(row, 5),
                    RowHandler.number(row, 6),
                    row.getLong(7));
        }

        OpRow op() {
            OpRow op = new OpRow(device, opId, at, kind, entry, version);
            if (op.seal() != seal) {
                throw SqlTrouble.damaged("the memory of an operation is damaged", null);
            }
            return op;
        }
    }
}
