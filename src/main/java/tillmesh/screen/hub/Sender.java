package tillmesh.screen.hub;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes for everybody who has something to write, so that the lane thread never does. While it is busy, what else is
 * said to a socket gathers in its outbox and leaves in one system call.
 */
public final class Sender {
    private final ConcurrentLinkedQueue<Outbox> ready = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Executor thread;

    /** @param thread runs one task at a time, in order; its tasks never block */
    public Sender(Executor thread) {
        this.thread = thread;
    }

    /** Writes what waits in the outbox, soon. Any thread. The outbox asks once per time that it has something. */
    void ask(Outbox outbox) {
        ready.add(outbox);
        wake();
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            try {
                thread.execute(this::work);
            } catch (RejectedExecutionException e) {
                // The node is closing: whoever still listens is being hung up on.
                awake.set(false);
            }
        }
    }

    private void work() {
        for (Outbox outbox = ready.poll(); outbox != null; outbox = ready.poll()) {
            outbox.write();
        }
        awake.set(false);
        // Somebody may have asked between the last poll and the flag; he saw "awake" and left.
        if (!ready.isEmpty()) {
            wake();
        }
    }
}
