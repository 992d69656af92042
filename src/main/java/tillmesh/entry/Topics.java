package tillmesh.entry;

import java.util.List;

/** The topics that Tillmesh itself writes. Their projections rest on them, so screens may not publish under these names. */
public final class Topics {
    /** A new version of an order; subject: its reference; payload: the snapshot. */
    public static final String ORDER_SNAPSHOT = "order.snapshot";
    /** The money was taken and finalisation asked for; subject: the order; payload: the snapshot. */
    public static final String ORDER_PAID = "order.paid";
    /** The back office has booked the order: one more version of it; payload: the snapshot with its answer. */
    public static final String ORDER_FINALIZED = "order.finalized";
    /** A table changed by hand or with its order; subject: its id; payload: {@code {"status":…,"posReference":…}}. */
    public static final String TABLE_STATUS = "table.status";
    /** A ticket number was given out; subject: the type; payload: {@code {"orderType":…,"day":…,"ticketNumber":…}}. */
    public static final String TICKET_NUMBER = "ticket.number";
    /** An order's lease was given back; subject: the order; payload: {@code {"terminalId":…}}. */
    public static final String LEASE_RELEASED = "lease.released";
    /** What became of an entry that a cloud refused; subject: its id; payload: {@code {"cloud":…,"entry":…,"how":…,"note":…}}. */
    public static final String CLEARED = "tillmesh.cleared";

    /** Somebody made a register; subject: its name; payload: {@code {"name":…,"cash":…}}. Its key is the name of this entry. */
    public static final String REGISTER_CREATED = "register.created";
    /** Odoo has a register; subject: its key; payload: {@code {"configId":…}}. */
    public static final String REGISTER_PUSHED = "register.pushed";
    /** Odoo refused a register; subject: its key; payload: {@code {"round":…,"tries":…,"reason":…}}. */
    public static final String REGISTER_REFUSED = "register.refused";
    /** Somebody wants a register tried again; subject: its key; payload: {@code {"round":…}}. */
    public static final String REGISTER_AGAIN = "register.again";

    /** The shop has what a cloud gives out up to a cursor; subject: the cloud; payload: {@code {"cloud":…,"cursor":…}}. */
    public static final String PULLED = "tillmesh.pulled";

    /** What an administrator had this lane do; subject: the action; payload: {@code {"action":…,"outcome":…,"by":…,"from":…,"about":…}}. */
    public static final String ADMIN = "tillmesh.admin";

    private static final List<String> RESERVED =
            List.of("order.", "table.", "ticket.", "lease.", "stock.", "register.", "tillmesh.");

    private Topics() {}

    /** Whether entries of this topic are versions of an order: their payload is its snapshot. */
    public static boolean version(String topic) {
        return topic.equals(ORDER_SNAPSHOT) || topic.equals(ORDER_PAID) || topic.equals(ORDER_FINALIZED);
    }

    /** Whether only the node itself may write this topic. */
    public static boolean reserved(String topic) {
        return RESERVED.stream().anyMatch(topic::startsWith);
    }
}
