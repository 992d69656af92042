package tillmesh.lease;

import tillmesh.shop.LaneId;

/**
 * Through whom a screen holds something. A lane that was wiped has another disk, and does not know what the old one held.
 *
 * @param lane the lane
 * @param disk the random id of its journal, 32 hex digits
 */
public record Home(LaneId lane, String disk) {}
