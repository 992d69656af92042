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
 * Screens of one lane that sell as fast as their sales are safe: each has one under way and sends the next when a second
 * lane has the first on its disk. All on the caller's thread.
 */
final class PeerCrowd implements AutoCloseable {
    private static final String STATE = "{\"type\":\"SALE_STATE\",\"opId\":\"";
    private static final String SAFE = "\"state\":\"peer_ack\"";

    private final List<Seller> sellers = new ArrayList<>();
    private final Histogram nanos = Figure.histogram();
    private final Selector selector = Selector.open();
    private long from;
    private long until;

    private static final class Seller {
        final RawSocket socket;
        final TextFrame frame;
        long op;
        long sentAt;

        Seller(RawSocket socket, TextFrame frame, long op) {
            this.socket = socket;
            this.frame = frame;
            this.op = op;
        }
    }

    /** @param run names of operations begin with it; 0 to 999 */
    PeerCrowd(int port, int count, int run) throws IOException {
        for (int number = 0; number < count; number++) {
            RawSocket socket = RawSocket.connect(port);
            sellers.add(new Seller(socket, Sale.PUBLISH.frame(number), run * 1_000_000_000L));
            socket.send("{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"peer-" + run + "-" + number + "\"}");
            String text = socket.text();
            while (!text.startsWith("{\"type\":\"SYNC_STATUS\"")) {
                text = socket.text();
            }
        }
        for (Seller seller : sellers) {
            seller.socket.channel().configureBlocking(false);
            seller.socket.channel().register(selector, SelectionKey.OP_READ, seller);
        }
    }

    /** Sells for a while. What happens during the warm-up is not counted. */
    Figure sell(Duration warm, Duration time) throws IOException {
        from = System.nanoTime() + warm.toNanos();
        until = from + time.toNanos();
        for (Seller seller : sellers) {
            send(seller);
        }
        while (System.nanoTime() < until) {
            selector.select(key -> read((Seller) key.attachment()), 1_000);
        }
        return Figure.of(nanos, time.toNanos() / 1e9);
    }

    private void send(Seller seller) throws IOException {
        seller.frame.set(0, ++seller.op).set(1, seller.op % 1_000_000);
        seller.sentAt = System.nanoTime();
        seller.socket.send(seller.frame);
    }

    private void read(Seller seller) {
        try {
            seller.socket.fill();
            while (seller.socket.next()) {
                if (!seller.socket.isAck()) {
                    heard(seller, seller.socket.current());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("a screen lost its node", e);
        }
    }

    private void heard(Seller seller, String text) throws IOException {
        if (text.startsWith(STATE) && text.contains(SAFE)) {
            long op = Long.parseLong(text, STATE.length(), STATE.length() + Sale.OP_DIGITS, 10);
            long now = System.nanoTime();
            if (op == seller.op && now < until) {
                if (seller.sentAt >= from) {
                    nanos.recordValue(now - seller.sentAt);
                }
                send(seller);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Seller seller : sellers) {
            seller.socket.close();
        }
        selector.close();
    }
}
