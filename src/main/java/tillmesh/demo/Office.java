package tillmesh.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.function.Consumer;
import tillmesh.fault.Fault;

/**
 * The demo's own screen at one lane: tells the first lane what the shop sells, and listens to what a lane says of the shop.
 * Comes back when the lane does. Has a thread of its own.
 */
final class Office implements AutoCloseable {
    private static final long LOOK_MILLIS = 1_000;
    private static final long AGAIN_MILLIS = 250;
    private static final String WATCH = "\"what\":[\"lanes\",\"safety\",\"review\"]";
    private static final String MARK = "demo.mark";
    private static final String READ = "\"topics\":[\"order.*\",\"" + MARK + "\"],\"from\":\"start\"";

    private final HttpClient client;
    private final URI lane;
    private final String id;
    private final Consumer<String> news;
    private final Consumer<String> asked;
    private final Runnable lost;
    private final Thread thread;
    private volatile boolean closing;

    /**
     * @param id of the lane
     * @param news told every frame, on the socket's thread
     * @param asked told the name of an entry: what the lane had in its journal before it is in the frames before it
     * @param lost told when the lane hung up
     */
    Office(HttpClient client, URI lane, String id, Consumer<String> news, Consumer<String> asked, Runnable lost) {
        this.client = client;
        this.lane = lane;
        this.id = id;
        this.news = news;
        this.asked = asked;
        this.lost = lost;
        this.thread = new Thread(this::work, "office-" + id);
        thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    private void work() {
        while (!closing) {
            try (Till till = Till.open(client, lane, new Till.Clerk("office-" + id, "Office " + id, "manager"), news)) {
                // A name for each time: an operation of a known name is only answered again.
                String now = Long.toHexString(System.nanoTime());
                till.send("watch-" + now, "WATCH", WATCH);
                till.send("read-" + now, "SUBSCRIBE", READ);
                asked.accept(Words.entryId(
                        till.send("mark-" + now, "PUBLISH", "\"topic\":\"" + MARK + "\",\"payload\":{}")));
                if (id.equals(DemoSetup.LANES.get(0))) {
                    Catalog.seed(till);
                }
                boolean over;
                do {
                    over = till.awaitEnd(LOOK_MILLIS);
                } while (!closing && !over);
            } catch (Fault silent) {
                pause();
            } catch (InterruptedException e) {
                return;
            } finally {
                lost.run();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
    }
}
