package tillmesh.peer;

import java.util.HashMap;
import java.util.Map;
import tillmesh.lease.Resource;
import tillmesh.shop.LaneId;
import tillmesh.shop.Role;
import tillmesh.sim.Dice;

/** Some minutes in a shop where screens want the same two orders and everything goes wrong that can; then it is quiet. */
final class MeshDay {
    private final Dice dice;
    private final MeshWorld world;
    private final boolean wipes;
    private boolean open = true;

    MeshDay(Dice dice, int lanes, MeshSabotage sabotage, boolean wipes) {
        this.dice = dice;
        this.world = new MeshWorld(dice.split(), lanes, sabotage);
        this.wipes = wipes;
    }

    MeshWorld world() {
        return world;
    }

    /** The lanes meet, then the trouble begins and lasts. */
    void run(long millis) {
        world.pass(20_000);
        world.rough(true);
        world.lanes().forEach(this::work);
        world.in(2_000, this::trouble);
        world.pass(millis);
    }

    /** Everything comes back and the screens stop asking; five seconds later, or when no disk is new any more, the lanes must agree. */
    void quiet() {
        open = false;
        while (!world.lanes().stream().allMatch(MeshLane::running)) {
            world.pass(1_000);
        }
        world.rough(false);
        world.heal();
        world.noticed(300, 3_000);
        world.pass(3_000 + Math.max(5_000, world.freshUntil() - world.millis()));
    }

    private void work(MeshLane lane) {
        world.in(dice.between(200, 1_200), () -> {
            if (open) {
                something(lane, MeshWorld.order(dice.between(0, 1)));
                work(lane);
            }
        });
    }

    private void something(MeshLane lane, Resource resource) {
        int what = dice.between(0, 99);
        if (what < 45) {
            lane.write(resource);
        } else if (what < 75) {
            lane.ask(resource, lane.screen(dice.between(1, 2), Role.CASHIER), false);
        } else if (what < 90) {
            lane.release(resource);
        } else if (what < 92) {
            lane.ask(resource, lane.screen(3, dice.oneIn(3) ? Role.WAITER : Role.MANAGER), true);
        } else if (what < 94) {
            lane.ticket();
        }
    }

    private void trouble() {
        if (!open) {
            return;
        }
        int what = dice.between(0, 99);
        if (what < 15) {
            // The ones who grant and hold are cut off, and are the last to notice.
            Map<LaneId, Integer> parts = parts(2);
            world.split(parts);
            parts.values().removeIf(part -> part == 0);
            world.noticedLateBy(parts.keySet());
        } else if (what < 35) {
            world.split(parts(2));
        } else if (what < 50) {
            world.split(parts(world.lanes().size()));
        } else if (what < 70) {
            world.heal();
        } else if (what < 85) {
            world.pause(dice.oneOf(world.lanes()), 1_000L * dice.oneOf(2, 8, 20, 70, 200), dice.oneIn(2));
        } else {
            world.reboot(dice.oneOf(world.lanes()), dice.between(2_000, 40_000), wipes && dice.oneIn(3));
        }
        if (what >= 15) {
            world.noticed(300, 9_000);
        }
        world.in(1_000L * dice.oneOf(1, 5, 15, 40), this::trouble);
    }

    private Map<LaneId, Integer> parts(int count) {
        Map<LaneId, Integer> parts = new HashMap<>();
        world.lanes().forEach(lane -> parts.put(lane.id(), dice.between(0, count - 1)));
        return parts;
    }
}
