package tillmesh.cluster.net;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tillmesh.chaos.rig.RawSocket;

/** One connection of a till; what it hears is stamped the moment it comes, by a thread of its own. */
final class TillLine implements AutoCloseable {
    private final RawSocket socket;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    private TillLine(RawSocket socket) {
        this.socket = socket;
    }

    /** A message and when it came. @param text null: the connection is gone, nothing comes after it */
    record Heard(@Nullable String text, long nanos) {}

    static TillLine open(Machine machine, String device) throws IOException {
        TillLine line = new TillLine(machine.connect());
        Thread reader = new Thread(line::read, device + "-hears");
        reader.setDaemon(true);
        reader.start();
        line.send("{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"" + device + "\"}");
        return line;
    }

    private void read() {
        try {
            while (true) {
                String text = socket.text();
                heard.add(new Heard(text, System.nanoTime()));
            }
        } catch (IOException gone) {
            heard.add(new Heard(null, System.nanoTime()));
        }
    }

    void send(String message) throws IOException {
        socket.send(message);
    }

    /** The next message; null when none came in time. @throws IOException when the connection is gone */
    @Nullable
    Heard next(long millis) throws IOException {
        try {
            Heard next = heard.poll(millis, TimeUnit.MILLISECONDS);
            if (next != null && next.text() == null) {
                throw new IOException("the lane is gone");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
