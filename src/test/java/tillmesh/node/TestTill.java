package tillmesh.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real WebSocket client: sends frames, waits for frames of a type, and can say that none of a type came. */
public final class TestTill implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 10;

    private final LinkedBlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private int fences;

    private TestTill() {}

    public static TestTill connect(URI where) {
        TestTill till = new TestTill();
        try {
            till.socket = CLIENT.newWebSocketBuilder().buildAsync(where, till).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no WebSocket at " + where, e);
        }
        return till;
    }

    public void send(String frame) {
        try {
            socket.sendText(frame, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("could not send", e);
        }
    }

    /** The next frame of a type, as it came; frames of other types before it are passed over. */
    public String raw(String type) {
        List<String> passed = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                String frame = frames.poll(left, TimeUnit.NANOSECONDS);
                if (frame != null && type(frame).equals(type)) {
                    return frame;
                }
                passed.add(String.valueOf(frame));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("no " + type + " came, only " + passed);
    }

    public JsonNode next(String type) {
        return tree(raw(type));
    }

    /** Sends a message with an opId and waits for its ACK; the frames in between stay to be looked at. */
    public JsonNode ack(String opId, String frame) {
        send(frame.substring(0, frame.length() - 1) + ",\"opId\":\"" + opId + "\"}");
        List<String> kept = new ArrayList<>();
        try {
            while (true) {
                String next = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("no ACK for " + opId + ", only " + kept);
                }
                JsonNode tree = tree(next);
                if (tree.path("type").asText().equals("ACK")
                        && tree.path("opId").asText().equals(opId)) {
                    List<String> later = new ArrayList<>();
                    frames.drainTo(later);
                    frames.addAll(kept);
                    frames.addAll(later);
                    return tree;
                }
                kept.add(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Everything the node had to say until now, after a round trip through its loop. */
    public List<String> saidUntilNow() {
        ack("fence-" + System.identityHashCode(this) + "-" + fences++, "{\"type\":\"HEARTBEAT\"}");
        List<String> said = new ArrayList<>();
        frames.drainTo(said);
        return said;
    }

    /** No frame of that type came until now. */
    public void heardNo(String type) {
        for (String frame : saidUntilNow()) {
            if (type(frame).equals(type)) {
                throw new AssertionError("came but should not: " + frame);
            }
        }
    }

    /** The close code of the socket, once the node closed it. */
    public int closeCode() {
        try {
            return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the node did not close the socket", e);
        }
    }

    public static JsonNode tree(String frame) {
        try {
            return JSON.readTree(frame);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + frame, e);
        }
    }

    private static String type(String frame) {
        return tree(frame).path("type").asText();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
