package tillmesh.sim;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tillmesh.desk.Bookkeeper;
import tillmesh.peer.Alone;
import tillmesh.peer.Peers;
import tillmesh.shop.LaneId;

/**
 * Where a node stands: its disk, its clock on the wall, its power, the weather, and who works against it.
 *
 * @param lane which lane it is
 * @param peers the cables to the other lanes, one way out for each life
 * @param cloud the shop's cloud, null when the day has another idea of it
 * @param office books paid orders, null when there is no back office
 * @param named how many lanes its settings name, 0 when they do not say
 */
record Place(
        SimDisk disk,
        SimWall wall,
        Power power,
        Weather weather,
        Sabotage sabotage,
        LaneId lane,
        Supplier<Peers> peers,
        @Nullable SimCloud cloud,
        @Nullable Bookkeeper office,
        int named) {
    /** A lane without others, but with a cloud. */
    static Place alone(SimDisk disk, SimWall wall, Power power, Weather weather, Sabotage sabotage) {
        return new Place(disk, wall, power, weather, sabotage, SimNode.LANE, Alone::new, null, null, 0);
    }
}
