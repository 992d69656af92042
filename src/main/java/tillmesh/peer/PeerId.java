package tillmesh.peer;

import tillmesh.shop.LaneId;

/**
 * One running process of a lane, as others see it. A lane that was restarted is another peer; for a moment both may be in
 * one view.
 *
 * @param lane the lane
 * @param incarnation the life of its process, the same number that its entries carry
 */
public record PeerId(LaneId lane, int incarnation) {
    /** {@code L1-5f3a90c1}. */
    @Override
    public String toString() {
        return lane + "-" + String.format("%08x", incarnation);
    }
}
