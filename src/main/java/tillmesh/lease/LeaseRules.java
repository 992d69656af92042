package tillmesh.lease;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one kind of lease, pure: monotonic milliseconds in, decisions out.
 *
 * @param ttl how long a lease lives without a heartbeat
 * @param grace how long it outlives its holder's connection at most
 */
public record LeaseRules(Duration ttl, Duration grace) {

    /** What becomes of a request. */
    public enum Ruling {
        /** Nobody holds it, or the time of who did is over. */
        FREE,
        /** The asker holds it already: renewed, same token. */
        RENEWED,
        /** Somebody else holds it. */
        HELD,
        /** Somebody else held it; the asker may take it and does. */
        TAKEN_OVER,
        /** Somebody else holds it and the asker's role may not take it. */
        FORCE_NOT_ALLOWED
    }

    /** Judges a request for a lease. */
    public Ruling ask(@Nullable Lease present, Holder asker, boolean force, long nowMillis) {
        if (present == null || present.over(nowMillis)) {
            return Ruling.FREE;
        }
        if (present.holder().screen().equals(asker.screen())) {
            return Ruling.RENEWED;
        }
        if (!force) {
            return Ruling.HELD;
        }
        return asker.role().mayForce() ? Ruling.TAKEN_OVER : Ruling.FORCE_NOT_ALLOWED;
    }

    /** Whether that screen holds the lease now. A lease whose time is over but whom nobody took is no longer held. */
    public static boolean held(@Nullable Lease present, Holder by, long nowMillis) {
        return present != null
                && !present.over(nowMillis)
                && present.holder().screen().equals(by.screen());
    }

    /** The end of a lease granted or renewed now. */
    public long renewed(long nowMillis) {
        return nowMillis + ttl.toMillis();
    }

    /** The lease after its holder's connection closed: the grace runs, but never past the end it had. */
    public Lease disconnected(Lease lease, long nowMillis) {
        return lease.until(Math.min(lease.untilMillis(), nowMillis + grace.toMillis()));
    }
}
