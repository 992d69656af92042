package tillmesh.lease;

/**
 * How lanes share leases.
 *
 * @param times how long things take
 * @param cutOff what a lane does without a majority
 */
public record LeasePolicy(LeaseTimes times, CutOff cutOff) {}
