package tillmesh.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.jspecify.annotations.Nullable;
import tillmesh.config.Secret;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** The pages behind a real server with as few threads as a node has. */
final class StatusServer implements AutoCloseable {
    record Health(String status, long uptime, @Nullable String lastOdooSync) {}

    final AtomicLong millis = new AtomicLong(1_000_000);
    final AtomicReference<List<String>> troubles = new AtomicReference<>(List.of());
    final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    final CompletableFuture<Outcome> slow = new CompletableFuture<>();
    final NetworkListener listener = new NetworkListener("test", "127.0.0.1", 0);
    private final HttpServer server = new HttpServer();
    private final Meters meters = new Meters(() -> CompletableFuture.completedStage("fresh"));

    StatusServer(String token) throws IOException {
        ThreadPoolConfig one =
                ThreadPoolConfig.defaultConfig().copy().setCorePoolSize(1).setMaxPoolSize(1);
        listener.getTransport().setIOStrategy(SameThreadIOStrategy.getInstance());
        listener.getTransport().setSelectorRunnersCount(1);
        listener.getTransport().setWorkerThreadPoolConfig(one);
        server.addListener(listener);
        StatusPages pages = new StatusPages(
                (path, handler) -> server.getServerConfiguration().addHttpHandler(handler, path),
                Secret.of(token),
                millis::get,
                Duration.ofSeconds(1));
        pages.page("/health", query -> CompletableFuture.completedStage(new Health("ok", 7, null)))
                .page("/events", query -> CompletableFuture.completedStage(query.number("limit", 50, 200)))
                .page("/later", query -> onAnotherThread(List.of(1, 2, 3)))
                .page(
                        "/fault",
                        query -> CompletableFuture.failedStage(new Fault(Remedy.RETRY, "disk is full", "free it")))
                .page("/broken", query -> {
                    throw new IllegalStateException("secret innards");
                })
                .page("/silent", query -> new CompletableFuture<>())
                .probe("/readyz", () -> CompletableFuture.completedStage(troubles.get()))
                .action("/reset", body -> {
                    asked.add(body);
                    return CompletableFuture.completedStage(Outcome.ok("done"));
                })
                .action("/slow", body -> slow)
                .metrics(
                        "/metrics",
                        meters.gauge("tillmesh.test.level", "A level.", () -> 42)
                                .gauge("tillmesh.test.unknown", "Not known.", () -> Double.NaN)
                                .counter("tillmesh.test.sales", "Sales.", () -> 3));
        server.start();
    }

    @Override
    public void close() {
        server.shutdownNow();
        meters.close();
    }

    private static CompletionStage<Object> onAnotherThread(Object answer) {
        return CompletableFuture.supplyAsync(() -> answer);
    }
}
