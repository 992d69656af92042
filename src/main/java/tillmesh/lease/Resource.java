package tillmesh.lease;

import tillmesh.shop.LaneId;
import tillmesh.shop.OrderRef;

/**
 * Something that one screen at a time may hold, or one lane.
 *
 * @param kind what it is
 * @param key the order's reference, the table's number as text, the name of the lane that is away, or that of a cloud
 */
public record Resource(Kind kind, String key) {
    /** What can be held. */
    public enum Kind {
        /** The right to write an order. */
        ORDER,
        /** The right to enter a table on the floor plan. */
        TABLE,
        /** The right to bring to the clouds what a lane wrote that is away. */
        UPLOAD,
        /** The right to bring the orders of the whole shop to a cloud that must hear of one thing at a time. */
        FORWARD,
        /** The right to have a paid order booked in the back office now. */
        FINALISE;

        /** Whether a screen has it; a lane has it for itself otherwise. */
        public boolean ofScreens() {
            return this == ORDER || this == TABLE;
        }
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

    /** The orders of the whole shop, for a cloud. */
    public static Resource forward(String cloud) {
        return new Resource(Kind.FORWARD, cloud);
    }

    /** The right to have Odoo make registers. */
    public static Resource registers() {
        return new Resource(Kind.FORWARD, "registers of odoo");
    }

    /** The booking of a paid order. */
    public static Resource finalise(OrderRef ref) {
        return new Resource(Kind.FINALISE, ref.text());
    }

    /** The table's number. @throws NumberFormatException when this is not a table */
    public int tableId() {
        return Integer.parseInt(key);
    }
}
