package tillmesh.desk;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.EntryId;
import tillmesh.fault.Check;
import tillmesh.fault.Fault;
import tillmesh.fault.Refusal;
import tillmesh.fault.Refusal.Code;
import tillmesh.journal.Journal;
import tillmesh.lease.LeasePolicy;
import tillmesh.loop.Dispatch;
import tillmesh.peer.LeaseRegister;
import tillmesh.peer.Mesh;
import tillmesh.peer.PeerRoom;
import tillmesh.protocol.Envelope;
import tillmesh.protocol.Payloads;
import tillmesh.protocol.Request;
import tillmesh.protocol.Request.AskLease;
import tillmesh.protocol.Request.AskTicket;
import tillmesh.protocol.Request.Auth;
import tillmesh.protocol.Request.ChangeFloorPlan;
import tillmesh.protocol.Request.FinalizeOrder;
import tillmesh.protocol.Request.ForceTableLock;
import tillmesh.protocol.Request.LockTable;
import tillmesh.protocol.Request.MakeRegister;
import tillmesh.protocol.Request.Publish;
import tillmesh.protocol.Request.ReleaseLease;
import tillmesh.protocol.Request.RenewAll;
import tillmesh.protocol.Request.RenewLease;
import tillmesh.protocol.Request.RenewTableLock;
import tillmesh.protocol.Request.Resolve;
import tillmesh.protocol.Request.RetryRegister;
import tillmesh.protocol.Request.SaveOrder;
import tillmesh.protocol.Request.Subscribe;
import tillmesh.protocol.Request.UnlockTable;
import tillmesh.protocol.Request.UpdateTable;
import tillmesh.protocol.Request.Watch;
import tillmesh.protocol.Request.What;

/**
 * The front of the desk: takes a request, has it decided, answers. A request with an {@code opId} that was done before is
 * not done again; one that was refused before left nothing behind and is judged anew. Loop thread only.
 */
public final class Desk {
    /** What the dashboard shows, to whoever may read this lane's pages. */
    private static final Set<What> OF_THE_BOARD = Set.of(What.BOARD, What.REVIEW, What.PROBLEMS);

    private final Surroundings around;
    private final Rooms rooms;
    private final Acks acks;
    private final Mesh mesh;
    private final Waiting waiting;
    private final @Nullable LeaseRegister register;
    private final Dispatch<Ask, Request, Outcome> table;

    /** Lays the desk over an opened journal. Before the loop starts, or on it. */
    public Desk(Surroundings around, Journal journal, DeskRules rules, NodeFacts facts) {
        this.around = around;
        this.rooms = Rooms.build(around, journal, rules, facts);
        this.acks = new Acks(around, journal, rooms);
        PeerRoom room = new PeerRoom(around.loop(), around.wall(), journal, around.peers());
        FromElsewhere arrivals = new FromElsewhere(rooms, journal, facts, around.loop()::effect);
        this.mesh = new Mesh(room, rooms.neighbours(), arrivals);
        around.signIn().join(told -> mesh.relay(FromElsewhere.VERIFIED, told));
        this.waiting = new Waiting(around.loop(), rooms.roll(), this::answer, acks::answeredAgain);
        this.table = table();
        LeasePolicy policy = rules.leases();
        if (policy == null) {
            this.register = null;
        } else {
            LeaseRegister shared = mesh.leases(policy, new Rulings(rooms, facts));
            rooms.join(shared, policy);
            this.register = shared;
        }
    }

    private Dispatch<Ask, Request, Outcome> table() {
        return Dispatch.<Ask, Request, Outcome>over(Request.class)
                .on(Auth.class, this::signInAgain)
                .on(AskLease.class, rooms.leases()::ask)
                .on(ReleaseLease.class, rooms.leases()::release)
                .on(RenewLease.class, rooms.leases()::renew)
                .on(RenewAll.class, this::renewAll)
                .on(SaveOrder.class, rooms.orders()::save)
                .on(FinalizeOrder.class, rooms.finalising()::ask)
                .on(UpdateTable.class, rooms.tables()::update)
                .on(ChangeFloorPlan.class, this::floorPlan)
                .on(LockTable.class, rooms.locks()::lock)
                .on(UnlockTable.class, rooms.locks()::unlock)
                .on(RenewTableLock.class, rooms.locks()::renew)
                .on(ForceTableLock.class, rooms.locks()::force)
                .on(AskTicket.class, rooms.tickets()::next)
                .on(Publish.class, rooms.publishing()::publish)
                .on(Subscribe.class, rooms.subscriptions()::subscribe)
                .on(Watch.class, this::watch)
                .on(Resolve.class, rooms.settling()::settle)
                .on(MakeRegister.class, rooms.registers()::make)
                .on(RetryRegister.class, rooms.registers()::retry)
                .build();
    }

    /** This lane's place among the others; to be opened once the loop runs. */
    public Mesh mesh() {
        return mesh;
    }

    /**
     * Has Odoo make the shop's registers. Once, after the loop has started.
     *
     * @param silent told a few words why Odoo says nothing, and null when it speaks; loop thread
     */
    public void registersAt(RegisterOffice office, Consumer<@Nullable String> silent) {
        RegisterPushes pushes = new RegisterPushes(
                around.loop(), around.dice(), rooms.neighbours().self().lane(), rooms.registers(), office, silent);
        if (register != null) {
            pushes.join(register);
        }
        around.loop().every(RegisterPushes.TICK, pushes::tick);
    }

    /** Who decides about leases for all lanes; null in a lane that is the whole shop. */
    @Nullable
    LeaseRegister register() {
        return register;
    }

    /** The things a desk is made of, for ticks, reports and erasing. */
    Rooms rooms() {
        return rooms;
    }

    void opened(Line line) {
        Check.that(around.loop().here(), "the desk was touched off the loop");
        rooms.roll().opened(line);
    }

    void take(Line line, Envelope envelope) {
        Check.that(around.loop().here(), "the desk was touched off the loop");
        if (!rooms.roll().isOpen(line)) {
            return;
        }
        Optional<Terminal> terminal = rooms.roll().on(line);
        if (terminal.isEmpty()) {
            takeUnsigned(line, envelope);
            return;
        }
        if (waiting.waits(terminal.get(), envelope.opId())) {
            return;
        }
        Ask ask = waiting.ask(terminal.get(), envelope);
        if (!acks.answeredAgain(ask, envelope.request())) {
            answer(ask, envelope.request(), table.handle(ask, envelope.request()));
        }
    }

    private void takeUnsigned(Line line, Envelope envelope) {
        if (envelope.request() instanceof Auth auth) {
            rooms.signIns().ask(line, auth, envelope.opId(), this::spareId);
        } else if (envelope.request() instanceof Watch watch && OF_THE_BOARD.containsAll(watch.what())) {
            rooms.watchers().watch(line, watch);
            rooms.voice().signedIn(line);
            acks.ok(line, envelope.opId(), null, null);
        } else {
            acks.refuse(line, envelope.opId(), new Refusal(Code.NOT_ALLOWED, "Sign in first."));
        }
    }

    private Outcome signInAgain(Ask ask, Auth request) {
        // Answered by the sign-in itself, acknowledgement included.
        rooms.signIns().ask(ask.line(), request, ask.opId(), this::spareId);
        return Outcome.done();
    }

    private String spareId() {
        return "screen-" + Long.toHexString(around.dice().nextLong());
    }

    private Outcome renewAll(Ask ask, RenewAll request) {
        rooms.leases().renewAll(ask);
        rooms.locks().renewAll(ask);
        return Outcome.done();
    }

    // Relayed only, here and on the other lanes: the layout itself is kept in the back office.
    private Outcome floorPlan(Ask ask, ChangeFloorPlan request) {
        mesh.relay(
                FromElsewhere.FLOOR_PLAN,
                Payloads.json(new Payloads.FloorPlan(request.floorId(), request.tablesJson(), request.layoutMode())));
        return rooms.tables().floorPlan(ask, request);
    }

    private Outcome watch(Ask ask, Watch request) {
        rooms.watchers().watch(ask.line(), request);
        return Outcome.done();
    }

    private void answer(Ask ask, Request request, Outcome outcome) {
        if (outcome instanceof Outcome.Open) {
            waiting.begin(ask);
        } else if (outcome instanceof Outcome.Refused refused) {
            acks.refuse(ask.line(), ask.opId(), refused.refusal());
        } else if (outcome instanceof Outcome.Done done) {
            acks.remember(ask, request, done);
            if (!(request instanceof Auth)) {
                EntryId id = done.entry() == null ? null : done.entry().entry().id();
                acks.ok(ask.line(), ask.opId(), id, done.version());
            }
            if (done.entry() != null) {
                if (rooms.subscriptions().any()) {
                    around.loop().effect(rooms.subscriptions()::pump);
                }
                rooms.watchers().soon();
            }
        }
    }

    /** A request was undone because the disk failed: nothing of it is left, and the screen is told. After the burst. */
    void failed(Line line, Envelope envelope, Fault why) {
        acks.failed(line, envelope.opId(), why);
        rooms.setbacks().accept(why);
    }

    /** A line closed: what its terminal holds stays for the grace. */
    void gone(Line line) {
        Check.that(around.loop().here(), "the desk was touched off the loop");
        rooms.watchers().gone(line);
        rooms.signIns().gone(line);
        rooms.subscriptions().gone(line);
        Terminal gone = rooms.roll().out(line).orElse(null);
        if (gone != null && rooms.roll().of(gone.holder().screen()).isEmpty()) {
            rooms.orderLeases().disconnected(gone.holder().screen());
            rooms.tableLocks().disconnected(gone.holder().screen());
        }
    }
}
