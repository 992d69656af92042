package tillmesh.peer;

import tillmesh.lease.Resource;
import tillmesh.shop.Role;
import tillmesh.sim.Dice;

/** Some minutes in a shop where screens want the same two orders and everything goes wrong that can; then it is quiet. */
final class MeshDay {
    /** Until then nothing goes wrong. */
    static final long OPENING_MILLIS = 20_000;

    private static final int RUSH = GivenBack.FIRM_MAX + 6;

    private final Dice dice;
    private final MeshWorld world;
    private final MeshTrouble trouble;
    private final boolean busy;
    private boolean open = true;

    MeshDay(Dice dice, int lanes, MeshSabotage sabotage, boolean wipes) {
        this.dice = dice;
        this.busy = sabotage == MeshSabotage.NOTHING;
        this.world = new MeshWorld(dice.split(), lanes, sabotage);
        this.trouble = new MeshTrouble(dice.split(), world, wipes);
    }

    MeshWorld world() {
        return world;
    }

    /** The lanes meet, then the trouble begins and lasts. */
    void run(long millis) {
        world.pass(OPENING_MILLIS);
        world.net().weather(trouble.weather());
        world.rough(true);
        world.lanes().forEach(this::work);
        world.in(2_000, this::trouble);
        world.pass(millis);
    }

    /** Everything comes back and the screens stop asking; five seconds later, or when no disk is new any more, the lanes must agree. */
    void quiet() {
        open = false;
        trouble.end();
        world.pass(1_000);
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
        } else if (busy && what < 95 && dice.oneIn(5)) {
            rush(lane);
        }
    }

    // So many orders of their own come and go on a lane that what was given back is forgotten.
    private void rush(MeshLane lane) {
        for (int i = 0; i < RUSH; i++) {
            Resource order = MeshWorld.order(1_000 + 1_000 * world.lanes().indexOf(lane) + i);
            lane.ask(order, lane.screen(1, Role.CASHIER), false);
            world.in(dice.between(2_000, 6_000), () -> lane.release(order));
        }
    }

    private void trouble() {
        if (open) {
            trouble.strike();
            world.in(1_000L * dice.oneOf(1, 5, 15, 40), this::trouble);
        }
    }
}
