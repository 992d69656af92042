package tillmesh.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The newest version of one order. Its snapshot is the payload of its entry.
 *
 * @param posReference which order
 * @param version 1 and up
 * @param entry local number of the entry, see {@link Entries#entry}
 * @param tableId the table it stands on, or null
 * @param paid whether the money was taken
 * @param status the till's own word
 * @param itemCount lines
 * @param screen the terminal that wrote it, or null
 * @param updatedAt wall-clock milliseconds, for display
 */
public record OrderHead(
        String posReference,
        long version,
        long entry,
        @Nullable Integer tableId,
        boolean paid,
        String status,
        int itemCount,
        @Nullable String screen,
        long updatedAt) {
    long seal() {
        return Seal.of("order_head", posReference, version, entry, tableId, paid, status, itemCount, screen, updatedAt);
    }

    /** A row as stored. */
    record Row(
            String posReference,
            long version,
            long entry,
            @Nullable Integer tableId,
            boolean paid,
            String status,
            int itemCount,
            @Nullable String screen,
            long updatedAt,
            long seal) {
        static final String COLUMNS =
                "pos_reference, version, entry, table_id, paid, status, item_count, screen, updated_at, seal";

        static Row read(ResultSet row) throws SQLException {
            Long table = RowHandler.number(row, 4);
            return new Row(
                    row.getString(1),
                    row.getLong(2),
                    row.getLong(3),
                    table == null ? null : Math.toIntExact(table),
                    row.getBoolean(5),
                    row.getString(6),
                    row.getInt(7),
                    row.getString(8),
                    row.getLong(9),
                    row.getLong(10));
        }

        OrderHead head() {
            OrderHead head =
                    new OrderHead(posReference, version, entry, tableId, paid, status, itemCount, screen, updatedAt);
            if (head.seal() != seal) {
                throw SqlTrouble.damaged("the head of an order is damaged (entry " + entry + ")", null);
            }
            return head;
        }
    }
}
