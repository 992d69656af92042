package tillmesh.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tillmesh.demo.Teller.Tone;
import tillmesh.fault.Check;

/**
 * The lanes of the demo and what is known of them. All of it belongs to one thread, to which everybody else hands work; it
 * tells what changes, a line each.
 */
final class Shop implements AutoCloseable {
    private static final long LOOK_MILLIS = 250;
    private static final long SUM_MILLIS = 30_000;
    /** A picture counts when it has stood for so many looks: lanes do not see a change in the same moment. */
    private static final int LOOKS_STEADY = 5;
    /** A lane may find its folder still held by one of an earlier demo that is just ending. */
    private static final int TRY_AGAIN = 75;

    private static final int TRIES = 20;
    private static final long TRY_MILLIS = 500;
    private static final long END_MILLIS = 8_000;

    private final Teller teller;
    private final List<Lane> lanes = new ArrayList<>();
    private final Sales sales;
    private final Tally tally = new Tally(DemoSetup.LANES);
    private final Pace pace = new Pace();
    private final ScheduledExecutorService thread;
    private String picture = "";
    private String pictureTold = "";
    private int looksSame;
    private int reviews;
    private long soldAtSum;
    private int tries;
    private boolean closing;

    /** @param more what every lane is told beside its setup */
    Shop(DemoSetup setup, Teller teller, List<String> more) {
        this.teller = teller;
        this.sales = new Sales(teller, DemoSetup.LANES);
        this.thread = Executors.newSingleThreadScheduledExecutor(Shop::daemon);
        for (String id : DemoSetup.LANES) {
            LaneProcess process = new LaneProcess(
                    JavaCommand.of(setup.program(), command(setup, id, more)),
                    setup.dir().resolve(id + ".log"),
                    code -> later(() -> ended(id, code)));
            lanes.add(new Lane(id, setup.address(id), process));
        }
    }

    private static List<String> command(DemoSetup setup, String id, List<String> more) {
        List<String> command = new ArrayList<>(List.of("demo-lane"));
        command.addAll(setup.arguments(id));
        command.addAll(more);
        return command;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "demo");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts the lanes, at the same time, and looks after them from now on. */
    void open() {
        ask(() -> {
            lanes.forEach(lane -> lane.process().start());
            return true;
        });
        every(LOOK_MILLIS, this::look);
        every(SUM_MILLIS, this::sum);
    }

    private void every(long millis, Runnable work) {
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(guarded(work), millis, millis, TimeUnit.MILLISECONDS);
    }

    private void after(long millis, Runnable work) {
        ScheduledFuture<?> unused = thread.schedule(guarded(work), millis, TimeUnit.MILLISECONDS);
    }

    // A scheduled task that throws is never run again: that would be a demo that falls silent.
    private Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                teller.tell(Tone.BAD, "the demo made a mistake: " + e);
            }
        };
    }

    /** Work for the demo's thread, from any other. */
    void later(Runnable work) {
        if (!thread.isShutdown()) {
            thread.execute(guarded(work));
        }
    }

    /** Has something done or answered by the demo's thread and waits for it. Throws what it throws. */
    <T> T ask(Supplier<T> question) {
        try {
            return CompletableFuture.supplyAsync(question, thread).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the demo is ending", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw new AssertionError(e);
        }
    }

    /** All lanes, in their order. The demo's thread. */
    List<Lane> lanes() {
        return List.copyOf(lanes);
    }

    Lane lane(String id) {
        return lanes.stream().filter(lane -> lane.id().equals(id)).findFirst().orElseThrow();
    }

    Teller teller() {
        return teller;
    }

    /** What was sold. The demo's thread. */
    Sales.Sum sold() {
        return sales.sum(System.nanoTime());
    }

    /** What screens were told against what journals have. The demo's thread. */
    Tally tally() {
        return tally;
    }

    /** Whether every lane runs and sees every other. The demo's thread. */
    boolean whole() {
        return Picture.whole(lanes);
    }

    /** What the shop looks like, in a sentence. The demo's thread. */
    String picture() {
        return Picture.of(lanes);
    }

    /** Which lane cannot be started, and its last words; empty while there is hope. The demo's thread. */
    String whyNot() {
        for (Lane lane : lanes) {
            Integer code = lane.exit();
            if (code != null && (code != TRY_AGAIN || tries >= TRIES)) {
                return lane.id() + " ended with " + code + "\n" + lane.process().lastWords();
            }
        }
        return "";
    }

    /** A lane said something to the demo's own screen. Any thread. */
    void heard(String id, String frame) {
        if (Words.is(frame, "PUBLISHED")) {
            later(() -> tally.has(id, Words.entryId(frame)));
        } else if (Words.is(frame, "LANES") || Words.is(frame, "SAFETY") || Words.is(frame, "REVIEW")) {
            later(() -> lane(id).hear(frame));
        }
    }

    /** A lane hung up. Any thread. */
    void silent(String id) {
        later(() -> {
            lane(id).heard(null);
            tally.silent(id);
        });
    }

    /** A lane said something to one of its shoppers. Any thread. */
    void heardByShopper(String id, String frame) {
        if (Words.is(frame, "SALE_STATE")) {
            long now = System.nanoTime();
            later(() -> sales.heard(id, frame, now));
        }
    }

    /** Where the shoppers of a lane have their sales written down. */
    Shopper.Books books(String id) {
        return new Shopper.Books() {
            @Override
            public void paying(String opId, int cents) {
                later(() -> sales.paying(id, opId, cents));
            }

            @Override
            public void acked(String opId, String entryId, long nanos) {
                long now = System.nanoTime();
                later(() -> {
                    pace.add(nanos);
                    if (sales.paid(id, opId, now)) {
                        tally.acked(entryId);
                    }
                });
            }

            @Override
            public void unanswered(String opId) {
                later(() -> sales.unanswered(id, opId));
            }
        };
    }

    private void ended(String id, int code) {
        Lane lane = lane(id);
        boolean ours = lane.ended(code);
        if (ours || closing) {
            return;
        }
        if (code == TRY_AGAIN && pictureTold.isEmpty() && tries++ < TRIES) {
            after(TRY_MILLIS, lane.process()::start);
            return;
        }
        // Ctrl-C reaches the lanes a moment before the demo knows of it; then this is nothing to tell.
        after(LOOK_MILLIS, () -> {
            if (!closing) {
                teller.tell(Tone.BAD, id + " ended by itself with " + code + ". Its last words:");
                teller.plain(lane.process().lastWords().indent(4).stripTrailing());
            }
        });
    }

    private void look() {
        String now = picture();
        looksSame = now.equals(picture) ? looksSame + 1 : 0;
        picture = now;
        if (looksSame >= LOOKS_STEADY && !now.equals(pictureTold) && !closing && begun()) {
            pictureTold = now;
            teller.tell(Picture.tone(lanes), now);
            lanes.forEach(lane -> sales.company(lane.id(), Picture.company(lane)));
        }
        sales.look(System.nanoTime());
        int waiting = lanes.stream()
                .map(Lane::heard)
                .mapToInt(heard -> heard == null ? 0 : heard.reviews())
                .max()
                .orElse(0);
        if (waiting > reviews) {
            teller.tell(
                    Tone.WARN,
                    (waiting == 1 ? "1 order was" : waiting + " orders were")
                            + " changed on two sides at once: see Review on a dashboard");
        }
        reviews = waiting;
    }

    // While lanes come up one after the other, each step would be a line that is old when it is read.
    private boolean begun() {
        return !pictureTold.isEmpty() || whole();
    }

    private void sum() {
        Sales.Sum sum = sold();
        if (sum.sold() > soldAtSum) {
            soldAtSum = sum.sold();
            StringBuilder text = new StringBuilder();
            sum.byLane()
                    .forEach((lane, count) -> text.append(text.isEmpty() ? "" : ", ")
                            .append(lane)
                            .append(' ')
                            .append(count));
            long lonely =
                    sum.lonely().values().stream().mapToLong(Long::longValue).sum();
            teller.tell(
                    lonely == 0 ? Tone.PLAIN : Tone.WARN,
                    sum.sold() + " sales for " + Catalog.money(sum.cents()) + " (" + text + "), saved within "
                            + pace.words() + "; "
                            + (lonely == 0 ? "each is on another lane too" : lonely + " are on one disk only"));
        }
    }

    /** Ends every lane, also one that is frozen, and waits until none is left. Any thread, once. */
    @Override
    public void close() {
        Check.that(!Thread.currentThread().getName().equals("demo"), "the demo's thread cannot wait for itself");
        ask(() -> {
            closing = true;
            lanes.forEach(lane -> lane.process().end());
            lanes.forEach(lane -> lane.process().awaitEnd(END_MILLIS));
            lanes.forEach(lane -> lane.process().thaw());
            teller.tell(Tone.PLAIN, "The demo has ended, and so have its lanes.");
            return true;
        });
        thread.shutdown();
    }
}
