package tillmesh.peer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import tillmesh.lease.Home;
import tillmesh.lease.Resource;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

/**
 * A shop of lanes on one virtual clock: a network that loses, doubles, delays and splits, machines that stop and come back,
 * and a membership that every lane notices late and at its own time.
 */
final class MeshWorld {
    // A session and its margin, and a little for clocks that run slowly.
    private static final long FRESH_MILLIS = 18_500;

    private final Dice dice;
    private final MeshSabotage sabotage;
    private final MeshChecks checks = new MeshChecks(this);
    private final PriorityQueue<Due> agenda = new PriorityQueue<>();
    private final List<MeshLane> lanes = new ArrayList<>();
    private final MeshNet net;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final int size;
    private long millis;
    private long order;
    private long views;
    private boolean wiped;
    private boolean forgetful;
    private long freshUntil;

    MeshWorld(Dice dice, int size, MeshSabotage sabotage) {
        this.dice = dice;
        this.sabotage = sabotage;
        this.size = size;
        this.net = new MeshNet(this, dice.split());
        for (int i = 0; i < size; i++) {
            LaneId id = new LaneId(name(i));
            lanes.add(new MeshLane(this, id, dice.split()));
        }
        lanes.forEach(this::keepTicking);
        noticed(0, 300);
    }

    private record Due(long at, long order, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    // All these names have one hash, so that their ballots differ in nothing but the epoch when the lives do not
    // differ.
    private String name(int number) {
        return sabotage == MeshSabotage.EPOCH_IS_BALLOT
                ? String.format("%3s", Integer.toBinaryString(number))
                        .replace(' ', '0')
                        .replace("0", "Aa")
                        .replace("1", "BB")
                : "L" + (number + 1);
    }

    int incarnation(Dice of) {
        int any = (int) of.nextLong();
        return sabotage == MeshSabotage.EPOCH_IS_BALLOT ? any & 0xff00_0000 : any;
    }

    MeshDisk newDisk(Dice of) {
        return new MeshDisk(String.format("%016x%016x", of.nextLong(), of.nextLong()), of.split(), checks);
    }

    long millis() {
        return millis;
    }

    java.time.Instant wall() {
        return java.time.Instant.ofEpochMilli(1_790_000_000_000L + millis);
    }

    MeshSabotage sabotage() {
        return sabotage;
    }

    MeshChecks checks() {
        return checks;
    }

    List<MeshLane> lanes() {
        return lanes;
    }

    /** How many lanes the settings of all lanes name. */
    int size() {
        return size;
    }

    /** Whether at some time no majority of the disks remembered all: what ends by itself is safe then, and nothing else. */
    boolean forgetful() {
        return forgetful;
    }

    /** From when on no disk is so new that its word does not count. */
    long freshUntil() {
        return freshUntil;
    }

    boolean wiped() {
        return wiped;
    }

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    Map<String, Integer> counts() {
        return counts;
    }

    // ---- time

    void in(long delay, Runnable what) {
        agenda.add(new Due(millis + delay, order++, what));
    }

    /** Lets virtual time go by. */
    void pass(long duration) {
        long end = millis + duration;
        while (!agenda.isEmpty() && agenda.element().at() <= end) {
            Due due = agenda.remove();
            millis = due.at();
            due.what().run();
        }
        millis = end;
    }

    private void keepTicking(MeshLane lane) {
        in(dice.between(200, 300), () -> {
            lane.tick();
            keepTicking(lane);
        });
    }

    // ---- the network

    /** Messages are lost, doubled and late from here on, and disks fail; or not any more. */
    void rough(boolean now) {
        net.rough(now);
        lanes.forEach(lane -> {
            if (now) {
                lane.disk().failing();
            } else {
                lane.disk().heal();
            }
        });
    }

    MeshNet net() {
        return net;
    }

    /** Whether what the first one says reaches the second. */
    boolean reach(MeshLane a, MeshLane b) {
        return a.up() && b.up() && net.carries(a.id(), b.id());
    }

    boolean reaches(MeshLane from, Home home) {
        return lanes.stream().anyMatch(lane -> lane.id().equals(home.lane()) && reach(from, lane));
    }

    // ---- faults

    /** Puts each lane into a part of the network; lanes hear each other within a part. */
    void split(Map<LaneId, Integer> parts) {
        Map<LaneId, Integer> all = new HashMap<>();
        lanes.forEach(lane -> all.put(lane.id(), parts.getOrDefault(lane.id(), 0)));
        net.split(List.copyOf(all.keySet()), all);
    }

    void heal() {
        net.heal();
    }

    /** These lanes notice only when their failure detection has come to an end, the others soon. */
    void noticedLateBy(Collection<LaneId> slow) {
        lanes.forEach(lane ->
                in(slow.contains(lane.id()) ? dice.between(7_000, 9_000) : dice.between(300, 1_000), () -> see(lane)));
    }

    /** These lanes notice within a second. */
    void noticedBy(int... numbers) {
        for (int number : numbers) {
            in(dice.between(300, 1_000), () -> see(lane(number)));
        }
    }

    /** Every lane notices what has become of the others, each at its own time. */
    void noticed(int soonest, int latest) {
        lanes.forEach(lane -> in(dice.between(soonest, latest), () -> see(lane)));
    }

    private final Map<LaneId, List<PeerId>> seen = new HashMap<>();

    private void see(MeshLane lane) {
        List<PeerId> members = lanes.stream()
                .filter(other -> other == lane || (reach(other, lane) && other.running()))
                .map(MeshLane::me)
                .toList();
        if (lane.up() && !members.equals(seen.get(lane.id()))) {
            List<PeerId> before = seen.put(lane.id(), members);
            if (before != null && before.size() < members.size() && millis > MeshDay.OPENING_MILLIS) {
                count("merge");
            }
            lane.see(new PeerView(++views, members));
        }
    }

    void pause(MeshLane lane, long duration, boolean asleep) {
        if (lane.running()) {
            lane.pause();
            count(asleep ? "slept" : "paused");
            PeerId me = lane.me();
            in(duration, () -> {
                if (lane.me().equals(me) && lane.up()) {
                    lane.resume(asleep ? duration : 0);
                    noticed(300, 9_000);
                }
            });
        }
    }

    void reboot(MeshLane lane, long duration, boolean wipe) {
        if (!lane.up()) {
            return;
        }
        lane.kill();
        if (wipe) {
            lane.wipe();
            wiped = true;
            count("wiped");
            long whole =
                    lanes.stream().filter(other -> other.disk().remembers()).count();
            forgetful |= 2 * whole <= size;
        }
        if (!lane.disk().remembers()) {
            freshUntil = Math.max(freshUntil, millis + duration + FRESH_MILLIS);
        }
        in(duration, () -> {
            lane.restart();
            seen.remove(lane.id());
            see(lane);
            noticed(300, 2_000);
        });
    }

    MeshLane lane(int number) {
        return lanes.get(number);
    }

    static Resource order(int number) {
        return new Resource(Resource.Kind.ORDER, "order-" + number);
    }
}
