package tillmesh.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tillmesh.fault.Fault;

/** Scripted screens at one lane, each on a thread and a WebSocket of its own. They come back when the lane does. */
final class Shoppers implements AutoCloseable {
    private static final Duration PAUSE_MAX = Duration.ofMillis(1_500);

    private final HttpClient client;
    private final URI lane;
    private final String id;
    private final Shopper.Books books;
    private final Consumer<String> news;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param id of the lane @param books where sales are written down @param news told every frame but acknowledgements */
    Shoppers(HttpClient client, URI lane, String id, Shopper.Books books, Consumer<String> news) {
        this.client = client;
        this.lane = lane;
        this.id = id;
        this.books = books;
        this.news = news;
    }

    /** Sends them shopping. @param count how many */
    void begin(int count) {
        for (int i = 1; i <= count; i++) {
            String name = "Shopper " + id + "-" + i;
            String device = id + "-shopper-" + i;
            Thread thread = new Thread(() -> shop(new Till.Clerk(device, name, "cashier")), device);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void shop(Till.Clerk clerk) {
        Random dice = new Random();
        while (!closed()) {
            try (Till till = Till.open(client, lane, clerk, news)) {
                Shopper shopper = new Shopper(till, clerk.device(), dice, books);
                while (!closed()) {
                    shopper.sell(System.currentTimeMillis());
                    pause(dice.nextLong(PAUSE_MAX.toMillis()));
                }
            } catch (Fault e) {
                pause(500 + dice.nextLong(1_000));
            }
        }
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
