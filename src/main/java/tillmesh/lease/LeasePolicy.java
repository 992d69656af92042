package tillmesh.lease;

/**
 * How lanes share leases.
 *
 * @param times how long things take
 * @param cutOff what a lane does without a majority
 * @param lanes how many lanes the shop has by its settings, 0 when they do not say; half of them and fewer found no shop
 */
public record LeasePolicy(LeaseTimes times, CutOff cutOff, int lanes) {}
