package tillmesh.lease;

import tillmesh.shop.OrderRef;

/**
 * Something that one screen at a time may hold.
 *
 * @param kind order or table
 * @param key the order's reference, or the table's number as text
 */
public record Resource(Kind kind, String key) {
    /** What can be held. */
    public enum Kind {
        /** The right to write an order. */
        ORDER,
        /** The right to enter a table on the floor plan. */
        TABLE
    }

    /** The lease on an order. */
    public static Resource order(OrderRef ref) {
        return new Resource(Kind.ORDER, ref.text());
    }

    /** The lock on a table. */
    public static Resource table(int tableId) {
        return new Resource(Kind.TABLE, Integer.toString(tableId));
    }

    /** The table's number. @throws NumberFormatException when this is not a table */
    public int tableId() {
        return Integer.parseInt(key);
    }
}
