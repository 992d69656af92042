package tillmesh.peer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Claim;
import tillmesh.lease.Holder;
import tillmesh.lease.Resource;
import tillmesh.lease.Standing;
import tillmesh.lease.Verdict;
import tillmesh.loop.SteadyClock;
import tillmesh.peer.LeaseMessage.Renew;
import tillmesh.peer.LeaseMessage.Renewed;
import tillmesh.shop.LaneId;
import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;
import tillmesh.shop.TicketRange;
import tillmesh.sim.Dice;

/** One lane of the simulated shop: a disk that stays, and a process that comes and goes with the production register in it. */
final class MeshLane implements LeaseListener {
    private final MeshWorld world;
    private final LaneId id;
    private final Dice dice;
    private final double rate;
    private final Deque<Runnable> frozen = new ArrayDeque<>();
    private final Map<Long, Long> renewals = new HashMap<>();
    private MeshDisk disk;
    private SteadyClock clock;
    private MeshLoop loop;
    private LeaseRegister register;
    private PeerId me;
    private boolean up;
    private boolean paused;
    private long slept;
    private long lastFirm = Long.MIN_VALUE / 2;
    private long own;
    private @Nullable PeerId coordinator;
    private long coordinatedAt = Long.MIN_VALUE / 2;
    final List<String> told = new ArrayList<>();

    MeshLane(MeshWorld world, LaneId id, Dice dice) {
        this.world = world;
        this.id = id;
        this.dice = dice;
        this.rate = 1 + dice.between(-10, 10) / 1_000.0;
        this.disk = world.newDisk(dice);
        boot();
    }

    LaneId id() {
        return id;
    }

    PeerId me() {
        return me;
    }

    MeshDisk disk() {
        return disk;
    }

    LeaseRegister register() {
        return register;
    }

    boolean up() {
        return up;
    }

    boolean running() {
        return up && !paused;
    }

    private long clock() {
        return clock.getAsLong();
    }

    // The clock of production, on a machine whose nanoTime stands still while it sleeps.
    private SteadyClock newClock() {
        boolean told = world.sabotage() != MeshSabotage.CLOCK_SLEEPS;
        return new SteadyClock(
                () -> (long) (awake() * rate * 1_000_000),
                () -> told ? world.wall().toEpochMilli() : awake(),
                () -> told ? OptionalLong.of((long) (world.millis() * rate) / 10 * 10) : OptionalLong.empty());
    }

    private long awake() {
        return world.millis() - slept;
    }

    private void boot() {
        up = true;
        paused = false;
        me = new PeerId(id, world.incarnation(dice));
        clock = newClock();
        loop = new MeshLoop(disk, clock);
        renewals.clear();
        lastFirm = Long.MIN_VALUE / 2;
        LeaseSite site =
                new LeaseSite(loop, world::wall, me, disk.id(), world.sabotage().policy(world.size()));
        register = new LeaseRegister(site, disk, this::send, this);
    }

    private void send(PeerId to, LeaseMessage message) {
        if (message instanceof Renew renew) {
            renewals.put(renew.seq(), clock());
        }
        world.net().send(this, to, message);
    }

    /** Does something on the loop, now or when the pause is over. */
    void run(Runnable work) {
        if (!up) {
            return;
        }
        if (paused) {
            frozen.add(() -> run(work));
        } else {
            loop.run(work::run);
        }
    }

    void hear(PeerId from, LeaseMessage message) {
        PeerId at = me;
        run(() -> {
            if (me.equals(at)) {
                Long sent = message instanceof Renewed renewed && renewed.standing() == Standing.FIRM
                        ? renewals.get(renewed.seq())
                        : null;
                lastFirm = sent == null ? lastFirm : Math.max(lastFirm, sent);
                register.heard(from, message);
            }
        });
    }

    void see(PeerView view) {
        run(() -> {
            coordinator = view.coordinator();
            coordinatedAt = me.equals(coordinator) ? clock() : coordinatedAt;
            register.view(view);
        });
    }

    void tick() {
        if (running()) {
            if (me.equals(coordinator)) {
                coordinatedAt = clock();
            }
            run(register::tick);
        }
    }

    void pause() {
        paused = true;
    }

    /** Goes on. @param asleep for how long the machine slept, in milliseconds; 0 when only the process stood */
    void resume(long asleep) {
        slept += asleep;
        paused = false;
        List<Runnable> waiting = List.copyOf(frozen);
        frozen.clear();
        waiting.forEach(Runnable::run);
    }

    void kill() {
        up = false;
        paused = false;
        frozen.clear();
        disk.cut();
        if (world.sabotage() == MeshSabotage.SOFT_MEMORY) {
            disk.forget();
        }
    }

    void wipe() {
        disk = world.newDisk(dice);
    }

    void restart() {
        boot();
    }

    // ---- the screens of this lane

    Holder screen(int number, Role role) {
        return new Holder(new ScreenId(id + "-" + number), number, role, "");
    }

    void ask(Resource resource, Holder holder, boolean force) {
        run(() -> {
            register.ask(resource, holder, force, verdict -> answered(resource, verdict));
        });
    }

    private void answered(Resource resource, Verdict verdict) {
        world.count(verdict.getClass().getSimpleName());
        if (verdict instanceof Verdict.Granted granted) {
            world.count(granted.claim().standing().name());
            disk.desk(resource, granted.claim().token());
            world.checks().taken(granted.claim());
        }
    }

    void release(Resource resource) {
        run(() -> {
            disk.desk(resource, null);
            register.release(resource);
        });
    }

    void ticket() {
        run(() -> register.ticket("2026-11-21", "dine", 0, number -> {
            long given = number == null ? TicketRange.own(register.index(), ++own) : number;
            // A number that was told in a note that failed is told again, and once.
            loop.effect(() -> {
                world.count(number == null ? "own ticket" : "ticket");
                world.checks().ticket(this, given);
            });
        }));
    }

    /** What this lane's own check lets a screen write firmly now; null when nothing. */
    @Nullable
    Claim firm(Resource resource) {
        Claim claim = register.clerk().claim(resource);
        if (claim == null || claim.holder() == null) {
            return null;
        }
        return register.clerk().valid(resource, claim.holder()) == Standing.FIRM ? claim : null;
    }

    void write(Resource resource) {
        if (running() && firm(resource) != null) {
            world.count("write");
            world.checks().writes(this, resource);
            // What a lane says to itself does not pass the network, where renewals are watched.
            if (!me.equals(coordinator) && clock() - coordinatedAt > 20_000) {
                world.checks().inTime(this, clock(), lastFirm);
            }
        }
    }

    @Override
    public void revoked(Claim claim, String by) {
        disk.desk(claim.resource(), null);
        told.add(claim.resource().key());
        world.count("revoked");
    }

    @Override
    public boolean keeps(Claim claim) {
        return claim.token().equals(disk.desk().get(claim.resource()));
    }

    @Override
    public void tablesChanged() {
        // Nobody is shown a floor plan.
    }

    @Override
    public void alarm(String sentence) {
        world.count("alarm");
    }
}
