package tillmesh.lease;

/**
 * One lease or lock in force.
 *
 * @param resource what is held
 * @param holder by whom
 * @param token under which fencing token
 * @param grantedAtMillis wall clock at the grant, for display only
 * @param untilMillis monotonic clock of this machine: free for others from here on
 */
public record Lease(Resource resource, Holder holder, Token token, long grantedAtMillis, long untilMillis) {
    /** Whether its time is over. */
    public boolean over(long nowMillis) {
        return nowMillis >= untilMillis;
    }

    /** The same lease with another end. */
    public Lease until(long millis) {
        return new Lease(resource, holder, token, grantedAtMillis, millis);
    }
}
