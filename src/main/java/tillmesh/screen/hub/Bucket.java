package tillmesh.screen.hub;

/**
 * How often a screen may speak: a token bucket that fills at a steady rate and holds twice a second's worth. One thread
 * at a time.
 */
final class Bucket {
    private final double perMilli;
    private final double most;
    private double tokens;
    private long filledAt;

    /** @param perSecond tokens that come in per second, 1 and up @param nowMillis any monotonic clock */
    Bucket(int perSecond, long nowMillis) {
        this.perMilli = perSecond / 1000.0;
        this.most = 2.0 * perSecond;
        this.tokens = most;
        this.filledAt = nowMillis;
    }

    /** Takes one token. @return false when there is none */
    boolean take(long nowMillis) {
        tokens = Math.min(most, tokens + Math.max(0, nowMillis - filledAt) * perMilli);
        filledAt = nowMillis;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
