package tillmesh.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import tillmesh.chaos.rig.RawSocket;

/**
 * From the press of a key at one lane until a screen of another lane has the new order: written and flushed at both. Paced,
 * not as fast as it goes: a sale that is late does not hold up the next.
 */
final class AcrossLanes {
    private static final String UPDATED = "{\"type\":\"ORDER_UPDATED\"";
    private static final String ORDER = "across";

    private final Histogram nanos = Figure.histogram();
    private final long[] sentAt;
    private final int perSecond;

    /** @param perSecond orders in a second @param count orders in all */
    AcrossLanes(int perSecond, int count) {
        this.perSecond = perSecond;
        this.sentAt = new long[count + 2];
    }

    /** Sends from one lane and listens on the other. */
    Figure run(int fromPort, int toPort) throws IOException, InterruptedException {
        try (LoneScreen author = LoneScreen.at(fromPort, "across-author");
                RawSocket reader = RawSocket.connect(toPort)) {
            reader.send("{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"across-reader\"}");
            String granted = author.acquire(ORDER + System.nanoTime());
            String order = granted.replaceFirst(".*\"posReference\":\"([^\"]+)\".*", "$1");
            long start = System.nanoTime();
            Thread writing = new Thread(() -> write(author, order), "across-author");
            writing.start();
            listen(reader, order);
            writing.join();
            return Figure.of(nanos, (System.nanoTime() - start) / 1e9);
        }
    }

    private void write(LoneScreen author, String order) {
        long period = Duration.ofSeconds(1).toNanos() / perSecond;
        long next = System.nanoTime();
        String note = "x".repeat(900);
        try {
            for (int version = 1; version < sentAt.length - 1; version++) {
                while (System.nanoTime() < next) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
                sentAt[version] = next;
                author.send("{\"type\":\"ORDER_SNAPSHOT\",\"posReference\":\"" + order + "\",\"baseVersion\":"
                        + (version - 1) + ",\"snapshot\":{\"status\":\"open\",\"note\":\"" + note + "\"}}");
                next += period;
            }
        } catch (IOException e) {
            throw new IllegalStateException("the author lost its node", e);
        }
    }

    private void listen(RawSocket reader, String order) throws IOException {
        int wanted = sentAt.length - 2;
        for (int heard = 0; heard < wanted; ) {
            String text = reader.text();
            if (text.startsWith(UPDATED) && text.contains(order)) {
                long now = System.nanoTime();
                String version = text.replaceFirst("(?s).*?\"version\":(\\d+).*", "$1");
                nanos.recordValue(Math.max(0, now - sentAt[Integer.parseInt(version)]));
                heard++;
            }
        }
    }
}
