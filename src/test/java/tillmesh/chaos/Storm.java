package tillmesh.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tillmesh.chaos.rig.Findings;
import tillmesh.chaos.rig.RawSocket;
import tillmesh.sim.Dice;

/** Tills that press on one node from outside and remember what it promised. The node may come and go meanwhile. */
final class Storm implements AutoCloseable {
    // Only a node that hangs takes so long, even where many others build on the same machine.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final long POLL_NANOS = 100_000;

    private final int port;
    private final StormRules rules;
    private final Findings findings = new Findings();
    private final Book book = new Book(findings);
    private final AtomicLong acks = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final AtomicLong goodbyes = new AtomicLong();
    private final List<Till> tills = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong resting = new AtomicLong();
    private volatile boolean calm;
    private volatile boolean winding;
    private volatile boolean over;

    private Storm(int port, StormRules rules) {
        this.port = port;
        this.rules = rules;
    }

    /** Begins. The node need not be there yet. */
    static Storm begin(int port, StormRules rules, Dice dice) {
        Storm storm = new Storm(port, rules);
        for (int number = 1; number <= rules.tills(); number++) {
            Till till = new Till(number, storm, dice.split());
            Thread thread = new Thread(till, "till-" + number);
            storm.tills.add(till);
            storm.threads.add(thread);
            thread.start();
        }
        return storm;
    }

    RawSocket connect() throws IOException {
        return RawSocket.connect(port);
    }

    StormRules rules() {
        return rules;
    }

    Findings findings() {
        return findings;
    }

    Book book() {
        return book;
    }

    boolean winding() {
        return winding;
    }

    boolean over() {
        return over;
    }

    void heardAck() {
        acks.incrementAndGet();
    }

    void heardRefusal() {
        refusals.incrementAndGet();
    }

    void lost(int closeCode) {
        if (closeCode == 1001) {
            goodbyes.incrementAndGet();
        }
    }

    /** How many requests were put off by the node until now. */
    long refusals() {
        return refusals.get();
    }

    /** How many tills were told that the node goes away. */
    long goodbyes() {
        return goodbyes.get();
    }

    /** Waits until so many more acknowledgements came. @throws AssertionError when they do not come */
    void awaitAcks(long more) {
        await(acks, acks.get() + more, "acknowledgements");
    }

    /** Waits until so many more requests were put off. @throws AssertionError when they are not */
    void awaitRefusals(long more) {
        await(refusals, refusals.get() + more, "refusals");
    }

    private void await(AtomicLong counter, long wanted, String what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (counter.get() < wanted) {
            if (System.nanoTime() > end) {
                throw new AssertionError("only " + counter.get() + " of " + wanted + " " + what + " came; " + tills);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** No new requests until {@link #goOn}; waits until everything that was asked is acknowledged. The node must be there. */
    void calm() {
        calm = true;
        await(resting, rules.tills(), "tills at rest");
    }

    /** The tills go on after {@link #calm}. */
    void goOn() {
        calm = false;
    }

    /** A till has nothing under way; returns when it may go on. */
    void rest() {
        resting.incrementAndGet();
        while (calm && !winding) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        resting.decrementAndGet();
    }

    boolean isCalm() {
        return calm;
    }

    /** No new requests; waits until everything that was asked is acknowledged. The node must be there. */
    void settle() {
        winding = true;
        for (Thread thread : threads) {
            join(thread);
            findings.unless(!thread.isAlive(), "%s still waits for an answer", thread.getName());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        winding = true;
        over = true;
    }
}
