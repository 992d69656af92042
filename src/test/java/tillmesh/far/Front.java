package tillmesh.far;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What stands between a lane and a far side. It passes calls on, and does what it is told to do to them. */
public final class Front implements AutoCloseable {
    /** What is done to calls from now on. */
    public volatile Mishap mishap = Mishap.NONE;
    /** Changes what a call says before it is passed on: a gateway's check of the key, for example. */
    public volatile UnaryOperator<Call> gate = call -> call;
    /** How many came. */
    public final AtomicInteger calls = new AtomicInteger();
    /** How many bytes they had. */
    public final java.util.concurrent.atomic.AtomicLong bytes = new java.util.concurrent.atomic.AtomicLong();

    static {
        // Head and body of an answer leave as two packets; without this the second waits 40 ms for the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<String, String> routes;
    private volatile @Nullable Call held;

    /** A call as it is passed on. */
    public static final class Call {
        final String method;
        final String path;
        final Headers headers;
        final byte[] body;
        /** A status that it is answered with at once, 0 = none. */
        final int refused;

        Call(String method, String path, Headers headers, byte[] body, int refused) {
            this.method = method;
            this.path = path;
            this.headers = headers;
            this.body = body;
            this.refused = refused;
        }

        /** Lets only this key in, and shows another one behind. */
        public Call changesKey(String outside, String inside) {
            if (!outside.equals(headers.getFirst("apikey"))) {
                return refuse(401);
            }
            Headers changed = new Headers();
            changed.putAll(headers);
            changed.set("apikey", inside);
            return new Call(method, path, changed, body, refused);
        }

        /** Lets only this token in, and shows another one behind. */
        public Call changesBearer(String outside, String inside) {
            if (!("Bearer " + outside).equals(headers.getFirst("Authorization"))) {
                return refuse(401);
            }
            Headers changed = new Headers();
            changed.putAll(headers);
            changed.set("Authorization", "Bearer " + inside);
            return new Call(method, path, changed, body, refused);
        }

        /** The same with another body. */
        Call with(byte[] other) {
            return new Call(method, path, headers, other, refused);
        }

        /** Answered with this status. */
        Call refuse(int status) {
            return new Call(method, path, headers, body, status);
        }
    }

    /** @param routes what a path begins with, and the address that this stands for */
    public Front(Map<String, String> routes) {
        this.routes = Map.copyOf(routes);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            calls.incrementAndGet();
            bytes.addAndGet(body.length);
            Call call = gate.apply(new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    body,
                    0));
            if (call.refused > 0) {
                Mishap.answer(exchange, call.refused, "{\"message\":\"Invalid API key\"}");
            } else {
                mishap.play(exchange, call, this);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps a call, to be passed on before the next one. */
    void hold(Call call) {
        held = call;
    }

    HttpResponse<byte[]> pass(Call call) throws IOException, InterruptedException {
        Call late = held;
        if (late != null) {
            held = null;
            send(late);
        }
        return send(call);
    }

    private HttpResponse<byte[]> send(Call call) throws IOException, InterruptedException {
        String prefix = routes.keySet().stream()
                .filter(call.path::startsWith)
                .findFirst()
                .orElseThrow();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(routes.get(prefix) + call.path.substring(prefix.length())))
                .method(call.method, HttpRequest.BodyPublishers.ofByteArray(call.body));
        for (String name :
                new String[] {"apikey", "Authorization", "Content-Type", "Content-Encoding", "Accept", "Cookie"}) {
            String value = call.headers.getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
