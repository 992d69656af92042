package tillmesh.entry;

import tillmesh.shop.LaneId;

/**
 * One life of one lane's process: entries are numbered within it. A new one is drawn at every start, so that a number can
 * never be used twice with other content, not even after an old backup was put back.
 *
 * @param origin the lane
 * @param incarnation 32 random bits
 */
public record Stream(LaneId origin, int incarnation) {
    /** {@code L1-5f3a90c1}. */
    @Override
    public String toString() {
        return origin + "-" + hex(incarnation);
    }

    static String hex(int incarnation) {
        return String.format("%08x", incarnation);
    }
}
