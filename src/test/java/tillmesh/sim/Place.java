package tillmesh.sim;

import java.util.function.Supplier;
import tillmesh.peer.Alone;
import tillmesh.peer.Peers;
import tillmesh.shop.LaneId;

/**
 * Where a node stands: its disk, its clock on the wall, its power, the weather, and who works against it.
 *
 * @param lane which lane it is
 * @param peers the cables to the other lanes, one way out for each life
 */
record Place(
        SimDisk disk,
        SimWall wall,
        Power power,
        Weather weather,
        Sabotage sabotage,
        LaneId lane,
        Supplier<Peers> peers) {
    /** A lane without others, but with a cloud. */
    static Place alone(SimDisk disk, SimWall wall, Power power, Weather weather, Sabotage sabotage) {
        return new Place(disk, wall, power, weather, sabotage, SimNode.LANE, Alone::new);
    }
}
