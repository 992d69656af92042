package tillmesh.peer.jgroups;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits for one peer, in order, and the one thread that gives it to JGroups, which may block until that peer reads.
 * The thread ends when there is nothing to do for a while. Any thread may put something in; nothing blocks there.
 */
final class Outbox implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final AtomicLong waiting = new AtomicLong();
    private final long bytesMax;
    private final ThreadPoolExecutor sender;

    /**
     * @param name of the thread
     * @param bytesMax may wait here; a message that is larger by itself is taken when nothing else waits
     */
    Outbox(String name, long bytesMax) {
        this.bytesMax = bytesMax;
        this.sender = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> daemon(work, name));
        sender.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Takes something to be sent. @return false when it does not fit or this is closed: it is dropped then */
    boolean put(int bytes, Runnable send) {
        if (!reserve(bytes)) {
            return false;
        }
        try {
            sender.execute(() -> {
                try {
                    send.run();
                } finally {
                    waiting.addAndGet(-bytes);
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            waiting.addAndGet(-bytes);
            return false;
        }
    }

    private boolean reserve(int bytes) {
        long before;
        do {
            before = waiting.get();
            if (before > 0 && before + bytes > bytesMax) {
                return false;
            }
        } while (!waiting.compareAndSet(before, before + bytes));
        return true;
    }

    /** Bytes that wait or are being sent. */
    long waiting() {
        return waiting.get();
    }

    /** Drops what waits and wakes up a sender that is stuck. */
    @Override
    public void close() {
        sender.shutdownNow();
    }
}
