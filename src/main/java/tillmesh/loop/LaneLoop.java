package tillmesh.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Check;

/**
 * The real loop: one thread named {@code lane}, a bounded queue, bursts of at most {@link #BURST_MAX} notes (musts and due
 * timers come on top). Whatever is queued when a commit ends shares the next one; nothing waits for company.
 */
public final class LaneLoop implements Loop, AutoCloseable {
    /** How many notes share one transaction at most: bounds the wait of the first one for its flush. */
    public static final int BURST_MAX = 256;

    private static final long WAIT_MAX_MILLIS = 1_000;

    private final ArrayBlockingQueue<Note> queue;
    private final ConcurrentLinkedQueue<Note> musts = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private final Burst burst;
    private final LongSupplier clock;
    private final Consumer<Throwable> bug;
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean ended;
    private volatile long bursts;
    private volatile long notes;
    private long alarmCount;

    /**
     * @param ledger what bursts are written into
     * @param queueMax how many notes may wait; one more is refused
     * @param clock milliseconds that go on while the machine sleeps; any thread
     * @param bug told on the loop thread when a note throws anything but a Fault, or when somebody interrupts the thread;
     *     the loop has ended then
     */
    public LaneLoop(Ledger ledger, int queueMax, LongSupplier clock, Consumer<Throwable> bug) {
        this.queue = new ArrayBlockingQueue<>(queueMax);
        this.burst = new Burst(ledger);
        this.clock = clock;
        this.bug = bug;
        this.thread = new Thread(this::work, "lane");
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    @Override
    public boolean run(Note note) {
        if (closing || !queue.offer(note)) {
            return false;
        }
        // The thread may have left in between. Then the note is still ours, unless the last sweep has run it.
        return !ended || !queue.remove(note);
    }

    @Override
    public void must(Note note) {
        musts.add(note);
        // Wakes the thread; when the queue is full it is awake anyway.
        queue.offer(() -> {});
    }

    @Override
    public boolean here() {
        return Thread.currentThread() == thread;
    }

    @Override
    public long millis() {
        return clock.getAsLong();
    }

    @Override
    public Timer after(Duration delay, Note note) {
        long due = millis() + delay.toMillis();
        Alarm alarm = new Alarm(due, note);
        if (here()) {
            add(alarm);
        } else {
            // Not an effect: a commit that fails for others must not lose the alarm.
            must(() -> add(alarm));
        }
        return alarm;
    }

    private void add(Alarm alarm) {
        alarm.order = alarmCount++;
        alarms.add(alarm);
    }

    @Override
    public void effect(Runnable effect) {
        burst.effect(effect);
    }

    @Override
    public void undo(Runnable undo) {
        burst.undo(undo);
    }

    /** How many notes wait now. Any thread. */
    public int queued() {
        return queue.size();
    }

    /** How many notes have run since the start. Any thread. */
    public long notes() {
        return notes;
    }

    /** How many bursts have run since the start. Any thread. */
    public long bursts() {
        return bursts;
    }

    private void work() {
        List<Note> taken = new ArrayList<>(BURST_MAX);
        try {
            while (!closing || waiting()) {
                oneBurst(taken);
            }
            ended = true;
            while (waiting()) {
                oneBurst(taken);
            }
        } catch (Throwable e) {
            closing = true;
            bug.accept(e);
        }
    }

    private boolean waiting() {
        return !queue.isEmpty() || !musts.isEmpty();
    }

    private void oneBurst(List<Note> taken) throws InterruptedException {
        take(taken);
        if (!taken.isEmpty()) {
            burst.run(taken);
            count(taken.size());
            taken.clear();
        }
    }

    // Only the loop thread writes the counters; other threads read them.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void count(int size) {
        bursts++;
        notes += size;
    }

    private void take(List<Note> taken) throws InterruptedException {
        Alarm next = alarms.peek();
        long wait = next == null ? WAIT_MAX_MILLIS : Math.min(WAIT_MAX_MILLIS, next.due - millis());
        // A must that found the queue full has woken nobody; one that comes after this look finds room or a full queue.
        boolean now = wait <= 0 || !musts.isEmpty();
        Note first = now ? queue.poll() : queue.poll(wait, TimeUnit.MILLISECONDS);
        for (Note must = musts.poll(); must != null; must = musts.poll()) {
            taken.add(must);
        }
        takeAlarms(taken);
        if (first != null) {
            taken.add(first);
            queue.drainTo(taken, Math.max(0, BURST_MAX - taken.size()));
        }
    }

    private void takeAlarms(List<Note> taken) {
        long now = millis();
        for (Alarm alarm = alarms.peek(); alarm != null && alarm.due <= now; alarm = alarms.peek()) {
            alarms.poll();
            if (!alarm.cancelled) {
                taken.add(alarm.note);
            }
        }
    }

    /** Takes no new notes, runs what is queued, and waits for the thread to end (10 s at most). Not from the loop thread. */
    @Override
    public void close() {
        Check.that(!here(), "the loop cannot wait for itself");
        closing = true;
        queue.offer(() -> {});
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Alarm implements Timer, Comparable<Alarm> {
        final long due;
        final Note note;
        long order;
        volatile boolean cancelled;

        Alarm(long due, Note note) {
            this.due = due;
            this.note = note;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(@Nullable Alarm other) {
            Alarm that = java.util.Objects.requireNonNull(other);
            int byTime = Long.compare(due, that.due);
            return byTime != 0 ? byTime : Long.compare(order, that.order);
        }
    }
}
