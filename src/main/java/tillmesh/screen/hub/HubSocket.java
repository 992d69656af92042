package tillmesh.screen.hub;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.config.NodeConfig;
import tillmesh.desk.Line;

/**
 * One WebSocket, from its handshake until its connection is closed. Frames come in on one io thread at a time; sending
 * and closing are safe on any thread and never block.
 */
public final class HubSocket {
    /** A frame up to so many times {@code screen.frame-max} is refused politely; a longer one ends the connection. */
    public static final int CEILING_FACTOR = 4;

    /** A socket that was closed has so long to read the close frame and hang up. */
    static final Duration LINGER = Duration.ofSeconds(3);

    private static final int REASON_BYTES_MAX = 123;
    private static final Logger LOG = LoggerFactory.getLogger(HubSocket.class);

    final Bucket bucket;
    final Strikes strikes = new Strikes();
    private final Line line;
    private final Outbox outbox;
    private final NodeConfig.Screen limits;
    private final Traffic traffic;
    private final long openedAt;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile @Nullable Session session;
    private volatile long lastHeard;
    private volatile long closingAt;
    private volatile boolean signedIn;
    private long lastPing;
    private long unread;
    private boolean complained;

    /** @param limits of this node @param nowMillis the loop's clock */
    public HubSocket(Line line, Outbox outbox, NodeConfig.Screen limits, Traffic traffic, long nowMillis) {
        this.line = line;
        this.outbox = outbox;
        this.limits = limits;
        this.traffic = traffic;
        this.openedAt = nowMillis;
        this.lastHeard = nowMillis;
        this.lastPing = nowMillis;
        this.bucket = new Bucket(limits.framesPerSecond(), nowMillis);
    }

    /** Its number. */
    public Line line() {
        return line;
    }

    /** What waits to be written. */
    public Outbox outbox() {
        return outbox;
    }

    /** Sends a frame made by {@link Frames}; a reader so slow that the frame finds no room is closed with 1013. */
    void send(byte[] frame) {
        traffic.out();
        if (!outbox.put(frame, limits.queueMaxBytes()) && !closing.get()) {
            traffic.slow();
            outbox.clear();
            close(1013, "this screen reads too slowly; connect again to get the present state");
        }
    }

    /** Sends a text message; to a reader that is fast enough. */
    public void send(String text) {
        send(Frames.text(text));
    }

    /** Closes after what was sent before. Once; later calls do nothing. @param code a WebSocket close code */
    public void close(int code, String reason) {
        Session open = session;
        if (!closing.compareAndSet(false, true) || open == null) {
            return;
        }
        if (code != 1000 && code != 1001) {
            LOG.info("Line {} is closed with {}: {}.", line.id(), code, reason);
        }
        try {
            open.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), shortened(reason)));
        } catch (IOException | IllegalStateException e) {
            // The other side was faster: there is nobody left to tell.
            outbox.end();
        }
    }

    // The protocol counts the bytes of a reason, not its letters.
    private static String shortened(String reason) {
        String text = reason;
        while (text.getBytes(StandardCharsets.UTF_8).length > REASON_BYTES_MAX) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }

    /** Whether nothing of it is served any more. */
    public boolean closing() {
        return closing.get();
    }

    /** The sign-in deadline no longer applies. */
    public void signedIn() {
        signedIn = true;
    }

    /** The loop's milliseconds at which anything last came in. */
    public long lastHeardMillis() {
        return lastHeard;
    }

    /** Io thread: bytes came in. */
    public void heard(int bytes, long nowMillis) {
        lastHeard = nowMillis;
        unread += bytes;
    }

    /** Io thread: a whole frame was taken out of the bytes. */
    public void delivered() {
        unread = 0;
    }

    /** Io thread: whether what came in without completing a frame is beyond the longest frame that is read. */
    public boolean swallowsTooMuch() {
        return unread > ceilingBytes();
    }

    /** Io thread: answers a ping of the other side, unless it pings faster than it may speak or does not read. */
    public void pong(byte[] frame) {
        delivered();
        if (bucket.take(lastHeard)) {
            outbox.put(frame, limits.queueMaxBytes());
        }
    }

    /** A close frame: goes out whatever waits, and nothing after it. */
    public void lastWord(byte[] frame) {
        outbox.putLast(frame);
    }

    /** The longest frame that does not end the connection. */
    long ceilingBytes() {
        return (long) CEILING_FACTOR * limits.frameMaxBytes();
    }

    void bind(Session opened) {
        session = opened;
    }

    /** @return true for the first caller */
    boolean goneNow(long nowMillis) {
        closing.set(true);
        closingAt = nowMillis;
        return gone.compareAndSet(false, true);
    }

    /** Io thread. @return true the first time: one complaint per socket is enough for a log */
    boolean complainsFirst() {
        boolean first = !complained;
        complained = true;
        return first;
    }

    /** Looks at the deadlines. One thread at a time. */
    void look(long pingMillis, long now) {
        if (gone.get()) {
            if (now - closingAt > LINGER.toMillis()) {
                outbox.abort();
            }
        } else if (now - lastHeard > limits.idle().toMillis()) {
            close(1001, "no sign of life for " + limits.idle().toSeconds() + " s");
        } else if (!signedIn && now - openedAt > limits.signInWithin().toMillis()) {
            close(1008, "not signed in within " + limits.signInWithin().toSeconds() + " s");
        } else if (now - lastPing >= pingMillis) {
            lastPing = now;
            outbox.put(Frames.ping(), limits.queueMaxBytes());
        }
    }
}
