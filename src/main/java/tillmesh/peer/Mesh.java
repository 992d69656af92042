package tillmesh.peer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Fault;
import tillmesh.journal.Journal;
import tillmesh.lease.LeasePolicy;
import tillmesh.loop.Loop;
import tillmesh.loop.Note;

/**
 * This node's place among the lanes: takes what comes from outside to the loop and has it dealt with there. Made before
 * the loop starts.
 */
public final class Mesh implements Peers.Listener {
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** Digests to everybody: so often while something is not safe or lacking, in ticks. */
    private static final int BUSY_TICKS = 5;
    /** And so often in peace. */
    private static final int QUIET_TICKS = 60;

    private final Loop loop;
    private final Peers peers;
    private final Journal journal;
    private final PeerRoom room;
    private final Neighbours neighbours;
    private final Replicator replicator;
    private final Arrivals arrivals;
    private @Nullable LeaseRegister leases;
    private int ticks;

    /** @param neighbours who is here; shared with those who show it */
    public Mesh(PeerRoom room, Neighbours neighbours, Arrivals arrivals) {
        this.loop = room.loop();
        this.peers = room.peers();
        this.journal = room.journal();
        this.room = room;
        this.neighbours = neighbours;
        this.arrivals = arrivals;
        this.replicator = new Replicator(room, neighbours, arrivals);
    }

    /** Has this node take part in deciding who has what. Once, before {@link #open}. */
    public LeaseRegister leases(LeasePolicy policy, LeaseListener listener) {
        LeaseSite site = new LeaseSite(loop, room.wall(), neighbours.self(), journal.storeId(), policy);
        LeaseRegister register = new LeaseRegister(site, new JournalLeaseDisk(journal.facts()), peers::send, listener);
        leases = register;
        return register;
    }

    /** What decides who has what; empty on a lane that is the whole shop. Loop thread. */
    public Optional<LeaseRegister> shared() {
        return Optional.ofNullable(leases);
    }

    /** Who is here. Loop thread. */
    public Neighbours neighbours() {
        return neighbours;
    }

    /** Goes looking for the other lanes. Any thread, once, after the loop has started. */
    public void open() {
        journal.onAppend(replicator::appended);
        loop.every(SECOND, this::tick);
        loop.every(SECOND, () -> journal.marks().peers().write());
        if (leases != null) {
            loop.every(LeaseRegister.TICK, leases::tick);
            loop.must(this::present);
        }
        peers.open(this);
    }

    private void tick() {
        ticks++;
        boolean all = ticks >= QUIET_TICKS || (ticks >= BUSY_TICKS && replicator.busy());
        if (all) {
            ticks = 0;
        }
        replicator.tick(all);
        // A Hello may have come before our view had its sender, or got lost.
        neighbours.strangers().forEach(stranger -> hello(stranger, true));
    }

    private void hello(PeerId to, boolean answer) {
        loop.effect(() -> peers.send(to, neighbours.ownHello().answer(answer)));
    }

    /** Tells the screens of all lanes something that is not kept. Loop thread, within a note. */
    public void relay(String kind, String payload) {
        replicator.relay(kind, payload);
    }

    /** A cloud gave this lane a receipt: it is kept here and told to all lanes. Loop thread, within a note. */
    public void stored(CopyMessage.Stored receipt) {
        replicator.stored(receipt);
    }

    @Override
    public void view(PeerView view) {
        // A view must not be lost: everything else can be asked for again, this cannot.
        loop.must(() -> viewed(view));
    }

    private void viewed(PeerView view) {
        PeerView before = neighbours.view();
        neighbours.viewed(view).forEach(stranger -> hello(stranger, true));
        before.members().stream()
                .filter(member -> !view.members().contains(member))
                .forEach(replicator::gone);
        present();
        arrivals.lanesChanged();
    }

    // Who grants is decided among those who have said who they are: others are not listened to yet.
    private void present() {
        if (leases != null) {
            PeerView view = neighbours.view();
            List<PeerId> met = view.members().stream()
                    .filter(member -> member.equals(neighbours.self())
                            || neighbours.here(member).isPresent())
                    .toList();
            leases.view(new PeerView(view.number(), met));
        }
    }

    @Override
    public void heard(PeerId from, PeerMessage message) {
        // Refused when the loop has too much to do: the sender finds out by digest.
        loop.run(new Note() {
            @Override
            public void run() {
                take(from, message);
            }

            @Override
            public void failed(Fault why) {
                arrivals.setback(why);
            }
        });
    }

    private void take(PeerId from, PeerMessage message) {
        if (message instanceof Hello hello) {
            greeted(from, hello);
        } else if (neighbours.here(from).isPresent() && message instanceof CopyMessage copy) {
            replicator.heard(from, copy);
        } else if (neighbours.here(from).isPresent() && message instanceof LeaseMessage lease && leases != null) {
            leases.heard(from, lease);
        }
    }

    private void greeted(PeerId from, Hello hello) {
        boolean before = neighbours.here(from).isPresent();
        if (neighbours.lateDouble(from)) {
            arrivals.twin(from);
        } else if (neighbours.greeted(from, hello)) {
            if (hello.answer()) {
                hello(from, false);
            }
            if (!before && neighbours.here(from).isPresent()) {
                replicator.met(from, hello);
                present();
                arrivals.lanesChanged();
            }
        }
    }
}
