package tillmesh.demo;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import tillmesh.fault.Fault;

/** Many scripted screens at once, each on a thread and a WebSocket of its own, and a line of progress every second. */
final class Shoppers implements AutoCloseable {
    private static final int LATENCIES = 1 << 14;
    private static final Duration PAUSE_MAX = Duration.ofMillis(1_500);

    private final URI lane;
    private final PrintStream out;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Thread> threads = new ArrayList<>();
    private final LongAdder sales = new LongAdder();
    private final LongAdder cents = new LongAdder();
    private final LongAdder troubles = new LongAdder();
    private final LongAdder operations = new LongAdder();
    // A ring of the newest latencies in microseconds; a torn read only blurs a percentile.
    private final long[] latencies = new long[LATENCIES];
    private final CountDownLatch closing = new CountDownLatch(1);

    Shoppers(URI lane, PrintStream out) {
        this.lane = lane;
        this.out = out;
    }

    /** Sends them shopping. @param count how many */
    void begin(int count) {
        for (int i = 1; i <= count; i++) {
            String device = "shopper-" + i;
            start(device, () -> shop(device));
        }
        start("shoppers-progress", this::progress);
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private void shop(String device) {
        Random dice = new Random();
        while (!closed()) {
            try (Till till = Till.open(client, lane, device, "Shopper " + device.substring(8), "cashier")) {
                Shopper shopper = new Shopper(till, device, dice, this::acked);
                while (!closed()) {
                    cents.add(shopper.sell(System.currentTimeMillis()));
                    sales.increment();
                    pause(dice.nextLong(PAUSE_MAX.toMillis()));
                }
            } catch (Fault e) {
                troubles.increment();
                pause(500 + dice.nextLong(1_000));
            }
        }
    }

    private void acked(long nanos) {
        operations.increment();
        latencies[(int) (operations.sum() & (LATENCIES - 1))] = nanos / 1_000;
    }

    private void progress() {
        long before = 0;
        while (!closed()) {
            pause(1_000);
            long now = sales.sum();
            long[] sorted = Arrays.stream(latencies)
                    .filter(micros -> micros > 0)
                    .sorted()
                    .toArray();
            out.printf(
                    "shoppers: %d sales, %d.%02d taken, %d in the last second, acknowledged in p50 %s p99 %s%s%n",
                    now,
                    cents.sum() / 100,
                    cents.sum() % 100,
                    now - before,
                    percentile(sorted, 50),
                    percentile(sorted, 99),
                    troubles.sum() == 0 ? "" : ", " + troubles.sum() + " interruptions");
            before = now;
        }
    }

    private static String percentile(long[] sorted, int percent) {
        return sorted.length == 0
                ? "-"
                : String.format("%.1f ms", sorted[(sorted.length - 1) * percent / 100] / 1_000.0);
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    // Waits for the end at most so long.
    private void pause(long millis) {
        try {
            if (closing.await(millis, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        threads.forEach(Thread::interrupt);
    }
}
