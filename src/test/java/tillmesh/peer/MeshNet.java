package tillmesh.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Ballot;
import tillmesh.lease.Claim;
import tillmesh.lease.Fact;
import tillmesh.lease.Roster;
import tillmesh.peer.LeaseMessage.Accept;
import tillmesh.peer.LeaseMessage.Accepted;
import tillmesh.peer.LeaseMessage.Granted;
import tillmesh.peer.LeaseMessage.Learned;
import tillmesh.peer.LeaseMessage.Prepare;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

/** The shop's network: which lane hears which, how many copies of a message arrive, and after how long. */
final class MeshNet {
    private final MeshWorld world;
    private final Dice dice;
    private final Map<Ballot, Long> ops = new HashMap<>();
    private final Map<Ballot, Roster> stored = new HashMap<>();
    private final Set<Way> cut = new HashSet<>();
    private Weather bad = new Weather(5, 8, 4_000);
    private @Nullable Moment dying;
    private boolean rough;

    MeshNet(MeshWorld world, Dice dice) {
        this.world = world;
        this.dice = dice;
    }

    private record Way(LaneId from, LaneId to) {}

    /** When a lane that grants may die. */
    enum Moment {
        /** While what it grants is on its way to the disks. */
        GRANT,
        /** While it asks what others know, or has everything stored again. */
        MERGE
    }

    /** Whoever grants dies at the next such moment; null for nobody. */
    void dieAt(@Nullable Moment next) {
        dying = next;
    }

    // Within a few milliseconds: some have heard it, some never will.
    private void mayDie(MeshLane from, LeaseMessage message) {
        boolean all =
                message instanceof Accept accept && accept.facts().stream().anyMatch(Roster.class::isInstance);
        boolean grant =
                message instanceof Accept accept && accept.facts().stream().allMatch(Claim.class::isInstance);
        Moment now = grant ? Moment.GRANT : all || message instanceof Prepare ? Moment.MERGE : null;
        if (dying != null && now == dying) {
            dying = null;
            world.count("died at " + now);
            world.in(dice.between(0, 10), () -> world.reboot(from, dice.between(1_000, 30_000), false));
        }
        if (all) {
            swept((Accept) message);
        }
        if (all && world.millis() > MeshDay.OPENING_MILLIS && !((Roster) fact(message)).settled()) {
            world.count("roster changed");
        }
    }

    // Everything is stored again although nothing has changed: neither who grants nor who votes.
    private void swept(Accept accept) {
        Roster roster = (Roster) fact(accept);
        if (roster.version().op() == accept.op()) {
            Roster before = stored.put(accept.ballot(), roster);
            if (before != null
                    && !before.equals(roster)
                    && before.as(roster.version()).equals(roster)) {
                world.count("swept");
            }
        }
    }

    private static Fact fact(LeaseMessage message) {
        return ((Accept) message)
                .facts().stream().filter(Roster.class::isInstance).findFirst().orElseThrow();
    }

    /**
     * How bad it is when it is bad.
     *
     * @param lost of a hundred messages
     * @param doubled of a hundred messages
     * @param slowest milliseconds that a message may take
     */
    record Weather(int lost, int doubled, int slowest) {}

    /** How bad it is from here on, while it is rough. */
    void weather(Weather next) {
        bad = next;
    }

    /** Messages are lost, doubled and late from here on; or not any more. */
    void rough(boolean now) {
        rough = now;
    }

    boolean carries(LaneId from, LaneId to) {
        return !cut.contains(new Way(from, to));
    }

    /** What this lane says does not reach that one any more. */
    void deafen(LaneId from, LaneId to) {
        cut.add(new Way(from, to));
    }

    /** Lanes hear each other within a part and not beyond; lanes without a part hear everybody. */
    void split(List<LaneId> lanes, Map<LaneId, Integer> parts) {
        cut.clear();
        for (LaneId a : lanes) {
            for (LaneId b : lanes) {
                Integer partOfA = parts.get(a);
                Integer partOfB = parts.get(b);
                if (partOfA != null && partOfB != null && !partOfA.equals(partOfB)) {
                    deafen(a, b);
                }
            }
        }
    }

    /** Everybody hears everybody. */
    void heal() {
        cut.clear();
    }

    @Nullable
    Long opOf(Ballot ballot) {
        return ops.get(ballot);
    }

    void send(MeshLane from, PeerId to, LeaseMessage message) {
        if (message instanceof Accept accept) {
            ops.put(accept.ballot(), accept.op());
            world.checks().proposed(accept);
        }
        if (message instanceof Accepted accepted) {
            world.checks().accepted(from, accepted);
        }
        mayDie(from, message);
        if (message instanceof Learned && world.millis() > MeshDay.OPENING_MILLIS) {
            world.count("told everything again");
        }
        if (message instanceof Granted granted) {
            world.checks().granted(from, granted);
        }
        LeaseMessage bent = world.sabotage().bend(world, from, message);
        MeshLane target = world.lanes().stream()
                .filter(lane -> lane.id().equals(to.lane()))
                .findFirst()
                .orElseThrow();
        delays().forEach(delay -> deliver(from, target, to, bent, delay));
        forge(from, message);
    }

    private void deliver(MeshLane from, MeshLane target, PeerId to, LeaseMessage message, int delay) {
        PeerId sender = from.me();
        world.in(delay, () -> {
            if (world.reach(from, target) && target.me().equals(to)) {
                target.hear(sender, message);
            }
        });
    }

    private void forge(MeshLane from, LeaseMessage message) {
        for (MeshLane other : world.lanes()) {
            LeaseMessage forged =
                    other == from || (world.reach(from, other) && world.sabotage() == MeshSabotage.VIEW_IS_MAJORITY)
                            ? null
                            : world.sabotage().forge(other, message);
            if (forged != null) {
                PeerId me = from.me();
                world.in(100, () -> {
                    if (from.me().equals(me)) {
                        from.hear(other.me(), forged);
                    }
                });
            }
        }
    }

    /** After how many milliseconds each copy of a message arrives. */
    private List<Integer> delays() {
        List<Integer> delays = new ArrayList<>();
        if (!rough) {
            delays.add(dice.between(1, 10));
        } else if (dice.between(1, 100) > bad.lost()) {
            delays.add(delay());
            if (dice.between(1, 100) <= bad.doubled()) {
                delays.add(delay());
            }
        }
        return delays;
    }

    private int delay() {
        return Math.min(bad.slowest(), dice.oneOf(2, 10, 50, 300, dice.between(0, bad.slowest())));
    }
}
