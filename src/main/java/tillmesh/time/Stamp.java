package tillmesh.time;

import tillmesh.shop.LaneId;

/**
 * A moment on the hybrid logical clock: order for people and for newest-wins rules. Never decides a lease.
 *
 * @param wallMillis wall-clock part, milliseconds since the epoch; never goes back within a lane
 * @param count tells apart moments of one millisecond, 0 and up
 * @param lane breaks ties between lanes
 */
public record Stamp(long wallMillis, int count, LaneId lane) implements Comparable<Stamp> {
    @Override
    public int compareTo(Stamp other) {
        int byWall = Long.compare(wallMillis, other.wallMillis);
        if (byWall != 0) {
            return byWall;
        }
        int byCount = Integer.compare(count, other.count);
        return byCount != 0 ? byCount : lane.compareTo(other.lane);
    }
}
