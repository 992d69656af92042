package tillmesh.lease;

import tillmesh.shop.LaneId;

/**
 * A lane's place in the roster.
 *
 * @param lane who
 * @param index its number in the shop, from {@link tillmesh.shop.TicketRange#INDEX_MIN}; never given to another lane
 * @param votes how many of the shop's votes it has
 */
public record Seat(LaneId lane, int index, int votes) {}
