package tillmesh.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import tillmesh.fault.Check;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/**
 * The demo's own page and what is asked of the demo, for this machine alone. Looking is free; what changes something needs
 * POST and the demo's token, and a browser must come from this very page.
 */
final class Panel implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int NONCE_BYTES = 16;
    private static final String ACT = "/act/";
    private static final String SCHEME = "Bearer ";

    private final HttpServer server;
    private final ExecutorService workers;
    private final Pass pass;
    private final Supplier<Object> state;
    private final BiFunction<Verb, String, Answer> acts;
    private final Function<String, Answer> moods;
    private final Set<String> hosts;
    private final String page;

    /**
     * @param port on this machine's loopback address, 0: any
     * @param state what the page shows, as a value for JSON
     * @param acts does something to a lane of that name
     * @param moods has the cloud behave as a word says
     * @throws Fault when the port is taken
     */
    Panel(
            int port,
            Pass pass,
            Supplier<Object> state,
            BiFunction<Verb, String, Answer> acts,
            Function<String, Answer> moods) {
        this.moods = moods;
        this.pass = pass;
        this.state = state;
        this.acts = acts;
        this.page = page();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE, "port " + port + " of this machine is taken", "choose others with --port", e);
        }
        hosts = Set.of("127.0.0.1:" + port(), "localhost:" + port());
        workers = Executors.newFixedThreadPool(THREADS, Panel::daemon);
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where it is served. */
    int port() {
        return server.getAddress().getPort();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "demo-http");
        thread.setDaemon(true);
        return thread;
    }

    private static String page() {
        try (InputStream in = Panel.class.getResourceAsStream("demo.html")) {
            Check.that(in != null, "the demo's page is not in the jar");
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the jar cannot be read", e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            // A foreign name that was pointed at this machine, and a foreign page in this machine's browser.
            if (!hosts.contains(String.valueOf(exchange.getRequestHeaders().getFirst("Host")))) {
                send(exchange, 421, new Answer(false, "This name is not served here."));
            } else if (path.startsWith(ACT)) {
                act(exchange, List.of(path.substring(ACT.length()).split("/", -1)));
            } else if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                send(exchange, 405, new Answer(false, "This can only be read."));
            } else if (path.equals("/state")) {
                send(exchange, 200, state.get());
            } else if (path.equals("/")) {
                sendPage(exchange);
            } else {
                send(exchange, 404, new Answer(false, "There is nothing at this path."));
            }
        } catch (RuntimeException e) {
            send(exchange, 500, new Answer(false, "The demo cannot answer: " + e.getMessage()));
        }
    }

    private void act(HttpExchange exchange, List<String> words) throws IOException {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            send(exchange, 405, new Answer(false, "This changes something: send it as POST."));
        } else if (origin != null && hosts.stream().noneMatch(host -> origin.equals("http://" + host))) {
            send(exchange, 403, new Answer(false, "Pages from elsewhere may not touch the demo."));
        } else if (!shown.startsWith(SCHEME) || !pass.admits(shown.substring(SCHEME.length()))) {
            send(
                    exchange,
                    401,
                    new Answer(false, "Open the address that the demo's terminal shows: it has the token."));
        } else if (words.size() == 2 && words.get(0).equals("cloud")) {
            Answer answer = moods.apply(words.get(1));
            send(exchange, answer.ok() ? 200 : 409, answer);
        } else if (words.size() != 2 || Verb.of(words.get(0)).isEmpty() || !DemoSetup.LANES.contains(words.get(1))) {
            send(exchange, 404, new Answer(false, "The demo has the lanes " + DemoSetup.LANES + "."));
        } else {
            Answer answer = acts.apply(Verb.of(words.get(0)).orElseThrow(), words.get(1));
            send(exchange, answer.ok() ? 200 : 409, answer);
        }
    }

    private void sendPage(HttpExchange exchange) throws IOException {
        byte[] random = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(random);
        String nonce = HexFormat.of().formatHex(random);
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'nonce-" + nonce + "'; style-src 'nonce-" + nonce
                                + "'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                                + " frame-ancestors 'none'");
        send(exchange, 200, "text/html; charset=utf-8", page.replace("{nonce}", nonce));
    }

    private static void send(HttpExchange exchange, int status, Object value) throws IOException {
        send(exchange, status, "application/json; charset=utf-8", Words.write(value));
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
