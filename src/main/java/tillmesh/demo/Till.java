package tillmesh.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/**
 * A till as a program: one WebSocket, signed in, that sends operations and waits for their acknowledgements. Operations
 * come from one thread; news arrive on the socket's own.
 */
final class Till implements WebSocket.Listener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern ACK = Pattern.compile("\"opId\":\"([^\"]+)\",\"ok\":(true|false)");

    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private final StringBuilder partial = new StringBuilder();
    private final CountDownLatch gone = new CountDownLatch(1);
    private final Consumer<String> news;
    private @Nullable WebSocket socket;

    private Till(Consumer<String> news) {
        this.news = news;
    }

    /** Who sits at it. */
    record Clerk(String device, String name, String role) {}

    /** Connects and signs in. @param news told every frame that is no ACK @throws Fault when the lane does not answer */
    static Till open(HttpClient client, URI lane, Clerk clerk, Consumer<String> news) {
        Till till = new Till(news);
        CompletableFuture<WebSocket> opening =
                client.newWebSocketBuilder().connectTimeout(PATIENCE).buildAsync(lane, till);
        try {
            till.socket = opening.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent(e);
        } catch (ExecutionException | TimeoutException e) {
            // A lane that was frozen answers later, to nobody.
            CompletableFuture<Void> unused = opening.thenAccept(WebSocket::abort);
            throw silent(e);
        }
        try {
            till.send(
                    "sign-in",
                    "AUTH",
                    "\"token\":\"dev:" + clerk.name() + ":" + clerk.role() + "\",\"deviceId\":\"" + clerk.device()
                            + "\"");
            return till;
        } catch (Fault e) {
            till.close();
            throw e;
        }
    }

    /**
     * Sends one operation and waits until it is acknowledged.
     *
     * @param members the message's members but type and opId, as JSON
     * @return the ACK, as it came
     * @throws Fault when it is refused or the lane does not answer
     */
    String send(String opId, String type, String members) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        waiting.put(opId, answer);
        WebSocket open = java.util.Objects.requireNonNull(socket);
        try {
            open.sendText("{\"type\":\"" + type + "\",\"opId\":\"" + opId + "\"," + members + "}", true)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (gone.getCount() == 0) {
                // It may have gone before this operation waited, and nobody would wake it up.
                answer.cancel(false);
            }
            String ack = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (ack.contains("\"ok\":false")) {
                throw new Fault(Remedy.SET_ASIDE, "the lane refused " + type, ack);
            }
            return ack;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent(e);
        } catch (ExecutionException | TimeoutException | java.util.concurrent.CancellationException e) {
            throw silent(e);
        } finally {
            waiting.remove(opId);
        }
    }

    private static Fault silent(Exception e) {
        return new Fault(Remedy.RETRY, "the lane does not answer", "look whether its node runs", e);
    }

    /** Waits until the lane hangs up. @return whether it did within that time */
    boolean awaitEnd(long millis) throws InterruptedException {
        return gone.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            hear(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable why) {
        end();
    }

    private void end() {
        gone.countDown();
        waiting.values().forEach(answer -> answer.cancel(false));
    }

    private void hear(String frame) {
        if (!frame.startsWith("{\"type\":\"ACK\"")) {
            news.accept(frame);
            return;
        }
        Matcher ack = ACK.matcher(frame);
        if (ack.find()) {
            CompletableFuture<String> answer = waiting.get(ack.group(1));
            if (answer != null) {
                answer.complete(frame);
            }
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(1, TimeUnit.SECONDS)
                    .exceptionally(e -> socket);
            socket.abort();
        }
        end();
    }
}
