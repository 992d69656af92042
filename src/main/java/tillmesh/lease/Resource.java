package tillmesh.lease;

import tillmesh.shop.LaneId;
import tillmesh.shop.OrderRef;

/**
 * Something that one screen at a time may hold, or one lane.
 *
 * @param kind order, table or upload
 * @param key the order's reference, the table's number as text, or the name of the lane that is away
 */
public record Resource(Kind kind, String key) {
    /** What can be held. */
    public enum Kind {
        /** The right to write an order. */
        ORDER,
        /** The right to enter a table on the floor plan. */
        TABLE,
        /** The right to bring to the clouds what a lane wrote that is away. */
        UPLOAD
    }

    /** The lease on an order. */
    public static Resource order(OrderRef ref) {
        return new Resource(Kind.ORDER, ref.text());
    }

    /** The lock on a table. */
    public static Resource table(int tableId) {
        return new Resource(Kind.TABLE, Integer.toString(tableId));
    }

    /** The uploads of a lane that is away. */
    public static Resource upload(LaneId absent) {
        return new Resource(Kind.UPLOAD, absent.name());
    }

    /** The table's number. @throws NumberFormatException when this is not a table */
    public int tableId() {
        return Integer.parseInt(key);
    }
}
