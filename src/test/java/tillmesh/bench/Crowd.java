package tillmesh.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import tillmesh.chaos.rig.RawSocket;
import tillmesh.chaos.rig.TextFrame;

/**
 * Screens that sell as fast as they are answered: each has one sale under way and sends the next when the acknowledgement
 * is there. All on the caller's thread, so that the generator takes as little as it can of the cores that it shares with
 * the node.
 */
final class Crowd implements AutoCloseable {
    private static final TextFrame HEARTBEAT = TextFrame.of("{\"type\":\"HEARTBEAT\"}");
    /** Well within the life of a lease, 60 s. */
    private static final long RENEW_EVERY_NANOS = 15_000_000_000L;

    private final List<Screen> screens = new ArrayList<>();
    private final Histogram nanos = Figure.histogram();
    private final Selector selector;
    private final long firstOp;
    private long from = Long.MAX_VALUE;
    private long until = Long.MAX_VALUE;
    private long sales;
    private long heard;

    private Crowd(long firstOp) throws IOException {
        this.selector = Selector.open();
        this.firstOp = firstOp;
    }

    private static final class Screen {
        final RawSocket socket;
        final TextFrame frame;
        long op;
        long version;
        long sentAt;
        long renewedAt = System.nanoTime();

        Screen(RawSocket socket, TextFrame frame, long op) {
            this.socket = socket;
            this.frame = frame;
            this.op = op;
        }
    }

    /**
     * Signs in.
     *
     * @param run names of operations begin with it, so that no crowd repeats those of another; 0 to 999
     */
    static Crowd of(int port, int count, Sale sale, int run) throws IOException {
        Crowd crowd = new Crowd(run * 1_000_000_000L);
        for (int number = 0; number < count; number++) {
            RawSocket socket = RawSocket.connect(port);
            crowd.screens.add(new Screen(socket, sale.frame(number), crowd.firstOp));
            socket.send("{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"till-" + number + "\"}");
            awaitType(socket, "SYNC_STATUS");
            if (sale == Sale.ORDER) {
                crowd.openOrder(crowd.screens.get(number), number);
            }
        }
        for (Screen screen : crowd.screens) {
            screen.socket.channel().configureBlocking(count == 1);
            if (count > 1) {
                screen.socket.channel().register(crowd.selector, SelectionKey.OP_READ, screen);
            }
        }
        return crowd;
    }

    private void openOrder(Screen screen, int number) throws IOException {
        screen.socket.send(
                "{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"" + Sale.order(number) + "\",\"baseVersion\":0}");
        String granted = awaitType(screen.socket, "LEASE_GRANTED");
        String version = granted.replaceFirst(".*\"version\":(\\d+).*", "$1");
        screen.version = Long.parseLong(version);
    }

    private static String awaitType(RawSocket socket, String type) throws IOException {
        String text = socket.text();
        while (!text.startsWith("{\"type\":\"" + type + "\"")) {
            text = socket.text();
        }
        return text;
    }

    /** Sells for a while. What happens during the warm-up is not counted. */
    Figure sell(Duration warm, Duration time) throws IOException {
        long now = System.nanoTime();
        from = now + warm.toNanos();
        until = from + time.toNanos();
        sellUntil(Long.MAX_VALUE);
        return Figure.of(nanos, time.toNanos() / 1e9);
    }

    /** Sells so many times. */
    void sell(long count) throws IOException {
        from = Long.MAX_VALUE;
        until = Long.MAX_VALUE;
        sellUntil(sales + count);
    }

    private void sellUntil(long wanted) throws IOException {
        for (Screen screen : screens) {
            send(screen);
        }
        while (sales < wanted && System.nanoTime() < until) {
            if (screens.size() == 1) {
                read(screens.get(0), wanted);
            } else {
                selector.select(key -> read((Screen) key.attachment(), wanted), 1_000);
            }
        }
    }

    private void send(Screen screen) {
        screen.frame.set(0, ++screen.op).set(1, screen.version);
        try {
            if (System.nanoTime() - screen.renewedAt > RENEW_EVERY_NANOS) {
                screen.socket.send(HEARTBEAT);
                screen.renewedAt = System.nanoTime();
            }
            screen.sentAt = System.nanoTime();
            screen.socket.send(screen.frame);
        } catch (IOException e) {
            throw new IllegalStateException("a screen lost its node", e);
        }
    }

    private void read(Screen screen, long wanted) {
        try {
            screen.socket.fill();
            while (screen.socket.next()) {
                heard++;
                if (screen.socket.isAck()) {
                    answered(screen, wanted);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("a screen lost its node", e);
        }
    }

    private void answered(Screen screen, long wanted) {
        if (screen.socket.ackNumber(Sale.OP_DIGITS) != screen.op) {
            return;
        }
        if (!screen.socket.isOk(Sale.OP_DIGITS)) {
            throw new IllegalStateException("a sale was refused: " + screen.socket.current());
        }
        long now = System.nanoTime();
        if (screen.sentAt >= from && now < until) {
            nanos.recordValue(now - screen.sentAt);
        }
        sales++;
        screen.version++;
        if (now < until && sales < wanted) {
            send(screen);
        }
    }

    /** Frames that all screens heard, acknowledgements included. */
    long heard() {
        return heard;
    }

    /** Sales that were acknowledged. */
    long sales() {
        return sales;
    }

    @Override
    public void close() throws IOException {
        for (Screen screen : screens) {
            screen.socket.close();
        }
        selector.close();
    }
}
