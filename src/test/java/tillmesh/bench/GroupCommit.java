package tillmesh.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Submitters that each wait until their row is on the disk, and one writer that puts whatever waits into one commit. */
final class GroupCommit {
    private static final int BATCH_MAX = 256;

    private final ArrayBlockingQueue<Submitter> queue;
    private final Commit commit;
    private final List<Submitter> submitters = new ArrayList<>();
    private volatile long from;
    private volatile long until;

    /** @param count of submitters @param commit what the writer does with a batch */
    GroupCommit(int count, Commit commit) {
        this.queue = new ArrayBlockingQueue<>(count);
        this.commit = commit;
        for (int number = 0; number < count; number++) {
            submitters.add(new Submitter());
        }
    }

    /** Writes so many rows and flushes them. */
    @FunctionalInterface
    interface Commit {
        void of(int rows) throws Exception;
    }

    private final class Submitter implements Runnable {
        final Histogram nanos = Figure.histogram();
        final Thread thread = new Thread(this, "submitter");
        volatile boolean kept;

        @Override
        public void run() {
            for (long before = System.nanoTime(); before < until; before = System.nanoTime()) {
                kept = false;
                queue.add(this);
                while (!kept) {
                    LockSupport.park(this);
                }
                long after = System.nanoTime();
                if (before >= from && after < until) {
                    nanos.recordValue(after - before);
                }
            }
        }
    }

    Figure run(Duration warm, Duration time) throws Exception {
        from = System.nanoTime() + warm.toNanos();
        until = from + time.toNanos();
        submitters.forEach(submitter -> submitter.thread.start());
        List<Submitter> batch = new ArrayList<>(BATCH_MAX);
        while (System.nanoTime() < until || !queue.isEmpty()) {
            write(batch);
        }
        Histogram all = Figure.histogram();
        for (Submitter submitter : submitters) {
            while (submitter.thread.isAlive()) {
                write(batch);
            }
            all.add(submitter.nanos);
        }
        return Figure.of(all, time.toNanos() / 1e9);
    }

    private void write(List<Submitter> batch) throws Exception {
        Submitter first = queue.poll(1, TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        batch.add(first);
        queue.drainTo(batch, BATCH_MAX - 1);
        commit.of(batch.size());
        for (Submitter submitter : batch) {
            submitter.kept = true;
            LockSupport.unpark(submitter.thread);
        }
        batch.clear();
    }
}
