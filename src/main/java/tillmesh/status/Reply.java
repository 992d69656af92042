package tillmesh.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.fault.Fault;

/**
 * One answer that may come later, from any thread; the thread that knows it does not write it. Whoever comes first, the
 * answer or the deadline, is the one that is sent.
 */
final class Reply {
    /** After so long without an answer the node is taken for hung. */
    static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Reply.class);
    private static final String JSON_TYPE = "application/json; charset=utf-8";

    private final String path;
    private final Response response;
    private final Executor worker;
    private final ObjectMapper json;
    private final Duration waitMax;
    private final AtomicBoolean answered = new AtomicBoolean();

    /** Takes the response out of the hands of the thread that came with it. */
    Reply(Request request, Response response, ObjectMapper json, Duration waitMax) {
        this.path = request.getRequestURI();
        this.response = response;
        this.worker = request.getContext().getConnection().getTransport().getWorkerThreadPool();
        this.json = json;
        this.waitMax = waitMax;
        // Grizzly's own deadline leaves the connection hanging, so the wait is bounded where the stage is.
        response.suspend(0, TimeUnit.MILLISECONDS, new EmptyCompletionHandler<>() {
            @Override
            public void cancelled() {
                answered.set(true);
            }
        });
    }

    /** Answers when the stage does; with 503 and a sentence when it fails. */
    void when(Supplier<? extends CompletionStage<Outcome>> source) {
        when(source, this::send);
    }

    /** Goes on when the stage is done, on an HTTP thread; answers with 503 and a sentence when either fails. */
    <T> void when(Supplier<? extends CompletionStage<T>> source, Consumer<? super T> next) {
        try {
            // Not on the thread that completes the stage: it owns the state and has better to do than writing to
            // sockets.
            CompletableFuture<?> unused = source.get()
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(waitMax.toMillis(), TimeUnit.MILLISECONDS)
                    .thenAcceptAsync(next, worker)
                    .whenCompleteAsync((done, why) -> sendFailure(why), worker);
        } catch (RuntimeException e) {
            sendFailure(e);
        }
    }

    private void sendFailure(@Nullable Throwable why) {
        if (why != null) {
            send(failure(why));
        }
    }

    /** Answers now. */
    void send(Outcome outcome) {
        try {
            send(outcome.httpStatus(), JSON_TYPE, json.writeValueAsBytes(outcome.body()));
        } catch (JsonProcessingException e) {
            LOG.error("The answer of {} cannot be written as JSON.", path, e);
            send(
                    503,
                    JSON_TYPE,
                    "{\"error\":\"The answer cannot be written as JSON; report this.\"}"
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Answers now with a text that is already written. */
    void send(int status, String contentType, byte[] body) {
        if (answered.compareAndSet(false, true)) {
            write(status, contentType, body);
            response.resume();
        }
    }

    private void write(int status, String contentType, byte[] body) {
        try {
            response.setStatus(status);
            response.setContentType(contentType);
            response.setContentLength(body.length);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.getOutputStream().write(body);
        } catch (IOException e) {
            LOG.debug("Whoever asked for {} is gone.", path);
        }
    }

    private Outcome failure(Throwable thrown) {
        Throwable why = thrown instanceof CompletionException ? causeOf(thrown) : thrown;
        if (why instanceof Fault fault) {
            return Outcome.refused(503, fault.sentence());
        }
        if (why instanceof Query.BadQuery bad) {
            return Outcome.refused(400, String.valueOf(bad.getMessage()));
        }
        if (why instanceof TimeoutException) {
            LOG.warn("No answer for {} in {}: the node has too much to do or hangs.", path, waitMax);
            return Outcome.refused(503, "The node did not answer in time: it has too much to do or hangs.");
        }
        LOG.error("The page {} failed.", path, why);
        return Outcome.refused(503, "The node could not answer this; its log says why.");
    }

    private static Throwable causeOf(Throwable thrown) {
        @Nullable Throwable cause = thrown.getCause();
        return cause == null ? thrown : cause;
    }
}
