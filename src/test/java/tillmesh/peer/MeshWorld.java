package tillmesh.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Ballot;
import tillmesh.lease.Home;
import tillmesh.lease.Resource;
import tillmesh.peer.LeaseMessage.Accept;
import tillmesh.peer.LeaseMessage.Granted;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

/**
 * A shop of lanes on one virtual clock: a network that loses, doubles, delays and splits, machines that stop and come back,
 * and a membership that every lane notices late and at its own time.
 */
final class MeshWorld {
    private final Dice dice;
    private final MeshSabotage sabotage;
    private final MeshChecks checks = new MeshChecks(this);
    private final PriorityQueue<Due> agenda = new PriorityQueue<>();
    private final List<MeshLane> lanes = new ArrayList<>();
    private final Map<LaneId, Integer> part = new HashMap<>();
    private final Map<Ballot, Long> ops = new HashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private long millis;
    private long order;
    private long views;
    private boolean wiped;
    private boolean rough;

    MeshWorld(Dice dice, int size, MeshSabotage sabotage) {
        this.dice = dice;
        this.sabotage = sabotage;
        for (int i = 0; i < size; i++) {
            LaneId id = new LaneId(name(i));
            part.put(id, 0);
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

    boolean wiped() {
        return wiped;
    }

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    Map<String, Integer> counts() {
        return counts;
    }

    @Nullable
    Long opOf(Ballot ballot) {
        return ops.get(ballot);
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
        rough = now;
        lanes.forEach(lane -> {
            if (now) {
                lane.disk().failing();
            } else {
                lane.disk().heal();
            }
        });
    }

    boolean reach(MeshLane a, MeshLane b) {
        return a.up() && b.up() && part.get(a.id()).equals(part.get(b.id()));
    }

    boolean reaches(MeshLane from, Home home) {
        return lanes.stream().anyMatch(lane -> lane.id().equals(home.lane()) && reach(from, lane));
    }

    void send(MeshLane from, PeerId to, LeaseMessage message) {
        if (message instanceof Accept accept) {
            ops.put(accept.ballot(), accept.op());
            checks.proposed(accept);
        }
        if (message instanceof Granted granted) {
            checks.granted(from, granted);
        }
        LeaseMessage bent = sabotage.bend(this, from, message);
        MeshLane target = lanes.stream()
                .filter(lane -> lane.id().equals(to.lane()))
                .findFirst()
                .orElseThrow();
        int copies = !rough ? 1 : dice.oneIn(20) ? 0 : dice.oneIn(12) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            deliver(from, target, to, bent);
        }
        forge(from, message);
    }

    private void deliver(MeshLane from, MeshLane target, PeerId to, LeaseMessage message) {
        PeerId sender = from.me();
        in(delay(), () -> {
            if (reach(from, target) && target.me().equals(to)) {
                target.hear(sender, message);
            }
        });
    }

    private void forge(MeshLane from, LeaseMessage message) {
        for (MeshLane other : lanes) {
            LeaseMessage forged = other == from || (reach(from, other) && sabotage == MeshSabotage.VIEW_IS_MAJORITY)
                    ? null
                    : sabotage.forge(other, message);
            if (forged != null) {
                PeerId me = from.me();
                in(100, () -> {
                    if (from.me().equals(me)) {
                        from.hear(other.me(), forged);
                    }
                });
            }
        }
    }

    private long delay() {
        if (!rough) {
            return dice.between(1, 10);
        }
        return dice.oneOf(2, 10, 50, 300, dice.between(0, 4_000));
    }

    // ---- faults

    /** Puts each lane into a part of the network; lanes hear each other within a part. */
    void split(Map<LaneId, Integer> parts) {
        part.putAll(parts);
    }

    void heal() {
        lanes.forEach(lane -> part.put(lane.id(), 0));
    }

    /** One part notices soon, the other only when its failure detection has come to an end. */
    void noticedLateBy(int slow) {
        lanes.forEach(lane -> in(
                part.get(lane.id()) == slow ? dice.between(7_000, 9_000) : dice.between(300, 1_000), () -> see(lane)));
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
                .filter(other -> other == lane || (reach(lane, other) && other.running()))
                .map(MeshLane::me)
                .toList();
        if (lane.up() && !members.equals(seen.get(lane.id()))) {
            seen.put(lane.id(), members);
            lane.see(new PeerView(++views, members));
        }
    }

    void pause(MeshLane lane, long duration, boolean asleep) {
        if (lane.running()) {
            lane.pause();
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
