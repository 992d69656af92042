package tillmesh.node;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/**
 * One thread for work that takes long and touches no state: reading the file from a connection of its own, copying it. It
 * is made when it is needed and goes when it is not. Any thread.
 */
final class BackRoom implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final ThreadPoolExecutor thread;

    /** @param name of the thread @param waitMax so many pieces of work may wait; one more is refused */
    BackRoom(String name, int waitMax) {
        thread = new ThreadPoolExecutor(
                1, 1, IDLE.toMillis(), TimeUnit.MILLISECONDS, new ArrayBlockingQueue<>(waitMax), work -> {
                    Thread made = new Thread(work, name);
                    made.setDaemon(true);
                    return made;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Does it after what waits already; the answer fails with a fault when too much waits. */
    <T> CompletionStage<T> ask(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedStage(new Fault(
                    Remedy.RETRY, "the node has more of this to do than it may hold", "try again in a few seconds", e));
        }
    }

    /** Takes no more work and waits a moment for what is under way. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
