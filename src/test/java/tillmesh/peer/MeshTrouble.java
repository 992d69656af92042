package tillmesh.peer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

/** All that goes wrong in a shop between machines, one thing after the other, and what a person does about it. */
final class MeshTrouble {
    private final Dice dice;
    private final MeshWorld world;
    private final boolean wipes;
    private boolean over;

    MeshTrouble(Dice dice, MeshWorld world, boolean wipes) {
        this.dice = dice;
        this.world = world;
        this.wipes = wipes;
    }

    /** How bad the network is on this day. */
    MeshNet.Weather weather() {
        return new MeshNet.Weather(
                dice.oneOf(0, 5, 5, 15, 30), dice.oneOf(0, 8, 8, 50), dice.oneOf(300, 4_000, 4_000, 5_000));
    }

    /** Nothing more happens. */
    void end() {
        over = true;
        world.net().dieAt(null);
    }

    /** Something happens. */
    void strike() {
        int what = dice.between(0, 99);
        if (what < 12) {
            unevenlyNoticed();
            return;
        } else if (what < 47) {
            cut(what);
        } else if (what < 62) {
            world.heal();
        } else if (what < 76) {
            world.pause(lane(), 1_000L * dice.oneOf(2, 8, 20, 48, 70, 200), dice.oneIn(2));
        } else if (what < 88) {
            world.reboot(lane(), dice.between(2_000, 40_000), wipes && dice.oneIn(3));
        } else if (what < 95) {
            world.net().dieAt(dice.oneIn(2) ? MeshNet.Moment.GRANT : MeshNet.Moment.MERGE);
        } else {
            retire(lane());
        }
        world.noticed(300, 9_000);
    }

    // The ones who grant and hold are cut off, and are the last to notice.
    private void unevenlyNoticed() {
        Map<LaneId, Integer> parts = parts(2);
        world.split(parts);
        parts.values().removeIf(part -> part == 0);
        world.noticedLateBy(parts.keySet());
    }

    private void cut(int what) {
        if (what < 24) {
            world.split(parts(2));
        } else if (what < 33) {
            world.split(parts(world.lanes().size()));
        } else if (what < 39) {
            world.count("one way");
            world.net().deafen(lane().id(), lane().id());
        } else if (what < 43) {
            world.count("bridge");
            Map<LaneId, Integer> parts = parts(2);
            parts.remove(lane().id());
            world.net().split(List.copyOf(parts.keySet()), parts);
        } else {
            world.count("flapping");
            flap(parts(2), dice.between(3, 10));
        }
    }

    private void flap(Map<LaneId, Integer> parts, int times) {
        if (times == 0 || over) {
            return;
        }
        if (times % 2 == 0) {
            world.heal();
        } else {
            world.split(parts);
        }
        world.noticed(300, 1_500);
        world.in(dice.between(500, 4_000), () -> flap(parts, times - 1));
    }

    // An administrator takes out whoever does not answer, though it may only be cut off.
    private void retire(MeshLane at) {
        world.lanes().stream()
                .filter(lane -> !world.reach(lane, at))
                .findFirst()
                .ifPresent(gone -> at.run(() -> at.register().retire(gone.id())));
    }

    private MeshLane lane() {
        return dice.oneOf(world.lanes());
    }

    private Map<LaneId, Integer> parts(int count) {
        Map<LaneId, Integer> parts = new HashMap<>();
        world.lanes().forEach(lane -> parts.put(lane.id(), dice.between(0, count - 1)));
        return parts;
    }
}
