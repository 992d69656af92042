package tillmesh.cloud;

import java.time.Duration;

/**
 * The settings of the way upstairs.
 *
 * @param soloGrace an entry that is on no other lane's disk goes up after this; zero in a shop of one lane
 * @param adoptAfter when a lane has been away for so long another one brings up what it wrote
 */
public record CloudRules(Duration soloGrace, Duration adoptAfter) {}
