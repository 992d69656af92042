package tillmesh.peer;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Claim;
import tillmesh.lease.Resource;
import tillmesh.lease.Standing;
import tillmesh.shop.LaneId;
import tillmesh.shop.Role;
import tillmesh.sim.Dice;

/** What happens in a schedule that is written by hand. Lanes count from 0; the first one grants while it is there. */
final class MeshShop {
    static final Resource ORDER = MeshWorld.order(0);

    private MeshShop() {}

    static MeshWorld shop(int lanes, MeshSabotage sabotage) {
        MeshWorld world = new MeshWorld(new Dice(7), lanes, sabotage);
        world.pass(20_000);
        return world;
    }

    static void asks(MeshWorld world, int lane) {
        world.lane(lane).ask(ORDER, world.lane(lane).screen(1, Role.CASHIER), false);
        world.pass(500);
    }

    static @Nullable Standing standing(MeshWorld world, int lane) {
        Claim claim = world.lane(lane).register().clerk().claim(ORDER);
        return claim == null || claim.holder() == null
                ? null
                : world.lane(lane).register().clerk().valid(ORDER, claim.holder());
    }

    /** Lets a lane ask every half second until it has the order firmly. @return how long that took, in milliseconds */
    static long untilFirm(MeshWorld world, int lane, long patience) {
        long from = world.millis();
        while (standing(world, lane) != Standing.FIRM && world.millis() - from < patience) {
            asks(world, lane);
        }
        return world.millis() - from;
    }

    static void cutOff(MeshWorld world, int... lanes) {
        Map<LaneId, Integer> parts = new HashMap<>();
        for (int lane : lanes) {
            parts.put(world.lane(lane).id(), 1);
        }
        world.split(parts);
    }

    /** What this lane says does not reach those. */
    static void deafen(MeshWorld world, int from, int... to) {
        for (int lane : to) {
            world.net().deafen(world.lane(from).id(), world.lane(lane).id());
        }
    }
}
