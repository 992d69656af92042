package tillmesh.time;

import java.time.InstantSource;
import tillmesh.shop.LaneId;

/**
 * Hybrid logical clock (Kulkarni, Demirbas and others, 2014): follows the wall clock, never goes back, and is always
 * after every stamp it has seen. Loop thread only.
 */
public final class HybridClock {
    private final InstantSource wall;
    private final LaneId lane;
    private long lastWall;
    private int lastCount;

    /**
     * @param wall the machine's wall clock
     * @param lane whose stamps these are
     */
    public HybridClock(InstantSource wall, LaneId lane) {
        this.wall = wall;
        this.lane = lane;
    }

    /** A stamp after all earlier ones of this clock and after all that were {@link #seen}. */
    public Stamp next() {
        long now = wall.millis();
        if (now > lastWall) {
            lastWall = now;
            lastCount = 0;
        } else if (lastCount == Integer.MAX_VALUE) {
            lastWall++;
            lastCount = 0;
        } else {
            lastCount++;
        }
        return new Stamp(lastWall, lastCount, lane);
    }

    /** Moves the clock up to a stamp from the disk or from another lane. */
    public void seen(long wallMillis, int count) {
        if (wallMillis > lastWall || (wallMillis == lastWall && count > lastCount)) {
            lastWall = wallMillis;
            lastCount = count;
        }
    }
}
