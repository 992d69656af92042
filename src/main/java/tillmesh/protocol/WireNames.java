package tillmesh.protocol;

/**
 * The names on the wire that no public page of the hub dialect settles, in one place: a capture from a real client may
 * correct them here without touching logic.
 */
final class WireNames {
    /** Broadcast after TABLE_UPDATE; the name is concluded from the client's callback. */
    static final String TABLE_UPDATED = "TABLE_UPDATED";
    /** Answer to TICKET_NUMBER_REQUEST; also seen possible: TICKET_NUMBER_ASSIGNED, TICKET_NUMBER. */
    static final String TICKET_NUMBER_RESPONSE = "TICKET_NUMBER_RESPONSE";
    /** Its number member. */
    static final String TICKET_NUMBER = "ticketNumber";
    /** The arrays of SYNC_INIT. */
    static final String SYNC_ORDERS = "orders";
    /** See {@link #SYNC_ORDERS}. */
    static final String SYNC_TABLES = "tables";
    /** The array of TABLE_LOCKS_STATE. */
    static final String LOCKS = "locks";
    /** ORDER_FINALIZE_ERROR's flag. */
    static final String RETRYABLE = "retryable";
    /** A bare heartbeat that one guide of the dialect mentions. */
    static final String HEARTBEAT = "HEARTBEAT";

    private WireNames() {}
}
