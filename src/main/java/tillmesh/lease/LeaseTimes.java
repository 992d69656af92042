package tillmesh.lease;

import java.time.Duration;

/**
 * How long things take between lanes.
 *
 * @param session how long a home lives without a renewal: as long as it takes to notice that a lane is gone, and the grace
 * @param margin how much earlier the home itself stops, for clocks that run differently: at least 2 % of the session
 * @param renew how often it renews: three tries before the margin
 * @param collect how long a candidate waits for a majority before it grants provisionally
 * @param answer how long an asker waits in all
 * @param yield how long the holder has to answer when somebody takes over
 */
public record LeaseTimes(
        Duration session, Duration margin, Duration renew, Duration collect, Duration answer, Duration yield) {
    /** 16 s, 2 s early, renewed every 4 s; 2.5 s to collect, 3 s to answer, 1 s to yield. */
    public static LeaseTimes usual() {
        return new LeaseTimes(
                Duration.ofSeconds(16),
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                Duration.ofMillis(2_500),
                Duration.ofSeconds(3),
                Duration.ofSeconds(1));
    }
}
