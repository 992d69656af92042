package tillmesh.shop;

import org.jspecify.annotations.Nullable;

/**
 * What the floor plan shows of one table.
 *
 * @param tableId the table
 * @param status {@code available}, {@code occupied} or any other word a till uses
 * @param posReference the order on it, or null
 * @param terminalId who set it last, or null
 * @param updatedAtMillis wall clock of the lane that set it, for display
 */
public record TableState(
        int tableId,
        String status,
        @Nullable String posReference,
        @Nullable String terminalId,
        long updatedAtMillis) {
    /** The status of a table nobody sits at. */
    public static final String AVAILABLE = "available";
    /** The status of a table with an open order. */
    public static final String OCCUPIED = "occupied";
}
