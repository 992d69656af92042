package tillmesh.journal;

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
