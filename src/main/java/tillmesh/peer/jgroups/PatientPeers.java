package tillmesh.peer.jgroups;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.peer.PeerId;
import tillmesh.peer.PeerMessage;
import tillmesh.peer.Peers;

/**
 * The way to the other lanes for a machine that may have no network when it starts: a till that is switched on while its cable
 * is out must sell. Until there is an address it is as if nobody else were there, and it looks again every few seconds. What
 * waiting does not mend (settings, certificates, a port that is taken) is a fault at once, as without this.
 */
public final class PatientPeers implements Peers {
    private static final long AGAIN_MILLIS = 2_000;

    private final Supplier<JGroupsPeers> maker;
    private final Consumer<@Nullable Fault> told;
    private final ScheduledExecutorService waiting = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "peer-wait");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable JGroupsPeers way;
    private @Nullable Fault why;
    private volatile boolean closed;

    /**
     * Nothing is opened yet.
     *
     * @param maker makes the way, again and again until it can
     * @param told why there is no network, when that begins and when the reason changes; null when there is. On any thread
     * @throws Fault that time does not mend
     */
    public PatientPeers(Supplier<JGroupsPeers> maker, Consumer<@Nullable Fault> told) {
        this.maker = maker;
        this.told = told;
        try {
            way = maker.get();
        } catch (Fault now) {
            if (now.remedy() != Remedy.RETRY) {
                throw now;
            }
            why = now;
        }
    }

    @Override
    public void open(Listener listener) {
        JGroupsPeers made = way;
        if (made != null) {
            made.open(listener);
        } else {
            told.accept(why);
            again(listener);
        }
    }

    private void again(Listener listener) {
        try {
            ScheduledFuture<?> unused = waiting.schedule(() -> look(listener), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed in this moment: nobody waits for a network any more.
        }
    }

    private void look(Listener listener) {
        if (closed) {
            return;
        }
        JGroupsPeers made = null;
        try {
            made = maker.get();
            // Known before it is opened: who answers the first message of another lane sends by it.
            way = made;
            made.open(listener);
            if (closed) {
                // Closed meanwhile, by somebody who may have seen no way yet.
                made.close();
                return;
            }
            told.accept(null);
        } catch (RuntimeException e) {
            // The lane sells by now: whatever it is, somebody is told, and it is tried again.
            way = null;
            if (made != null) {
                made.close();
            }
            if (!closed) {
                tell(e instanceof Fault now ? now : unknown(e));
                again(listener);
            }
        }
    }

    private void tell(Fault now) {
        Fault before = why;
        if (before == null || !before.sentence().equals(now.sentence())) {
            why = now;
            told.accept(now);
        }
    }

    private static Fault unknown(RuntimeException e) {
        return new Fault(
                Remedy.CALL_SOMEONE, "the network to the other lanes cannot be opened: " + e, "report this", e);
    }

    @Override
    public boolean send(PeerId to, PeerMessage message) {
        JGroupsPeers made = way;
        return made != null && made.send(to, message);
    }

    /** See {@link JGroupsPeers#cut}; nothing while there is no network anyway. */
    public void cut(boolean lost) {
        JGroupsPeers made = way;
        if (made != null) {
            made.cut(lost);
        }
    }

    @Override
    public void close() {
        closed = true;
        waiting.shutdownNow();
        JGroupsPeers made = way;
        if (made != null) {
            made.close();
        }
    }
}
