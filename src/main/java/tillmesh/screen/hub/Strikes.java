package tillmesh.screen.hub;

import java.time.Duration;

/** Counts what a socket did wrong lately. One thread at a time. */
final class Strikes {
    /** So many rejected frames within {@link #WINDOW} end the connection. */
    static final int MAX = 10;

    /** How far back a rejected frame counts. */
    static final Duration WINDOW = Duration.ofSeconds(10);

    private final long[] at = new long[MAX];
    private int count;

    /** One more. @return true when that was the {@value #MAX}th within {@link #WINDOW} */
    boolean strike(long nowMillis) {
        at[count % MAX] = nowMillis;
        count++;
        long oldest = at[count % MAX];
        return count >= MAX && nowMillis - oldest < WINDOW.toMillis();
    }
}
