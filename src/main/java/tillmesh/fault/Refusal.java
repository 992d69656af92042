package tillmesh.fault;

/**
 * Expected trouble, told to the screen that asked: nothing was stored. A value, not an exception; never logged above debug.
 *
 * @param code machine-readable, stable on the wire
 * @param reason one sentence for people, without payloads
 */
public record Refusal(Code code, String reason) {

    /** Why something was refused. The names are what the wire carries in {@code ACK.code}. */
    public enum Code {
        /** The sender does not hold the lease or lock that this needs. */
        LEASE_NOT_HELD,
        /** Somebody else holds the lease or lock that was asked for. */
        LEASE_HELD,
        /** Who grants for the whole shop did not answer, or cannot decide without a majority of the lanes; try again. */
        CUT_OFF,
        /** Based on an older version than the stored one. */
        STALE_VERSION,
        /** The order is paid; an unpaid snapshot may not replace it. */
        ALREADY_PAID,
        /** Not JSON, unknown type, missing or mistyped field, too deep. */
        BAD_REQUEST,
        /** Longer than this node accepts. */
        TOO_LARGE,
        /** More frames a second than one screen may send. */
        TOO_FAST,
        /** The node has more work queued than it may hold; try again. */
        BUSY,
        /** The disk does not take it; nothing was acknowledged. */
        DISK,
        /** Erasing would lose entries that no cloud has. */
        UNSENT,
        /** The sender's role or sign-in does not allow this. */
        NOT_ALLOWED
    }
}
