package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tillmesh.config.NodeConfig;
import tillmesh.config.NodeConfig.Odoo.Kind;
import tillmesh.config.NodeConfig.Odoo.Routes;
import tillmesh.config.Secret;

/**
 * An Odoo as far as a lane sees it: answers in the forms in which real 17, 18 and 19 servers were seen to answer, and keeps
 * books, so that what arrived can be judged on the far side. Behaves badly when it is told to.
 */
public final class OdooStandIn implements AutoCloseable {
    /** The database, the login and the password that it knows. */
    public static final String DB = "shop";

    public static final String USER = "lane@shop.example";
    public static final String PASSWORD = "tiger-in-the-tank";
    static final int UID = 7;

    static {
        // Head and body of an answer are two packets, and the second must not wait for the first to be acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** What is in it. */
    public final OdooBooks books = new OdooBooks();

    final OdooModels models = new OdooModels();
    final OdooRoutes routes = new OdooRoutes();
    /** Every call, as {@code model.method} or route, in the order of arrival. */
    public final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    /** Who made each call, likewise. */
    public final List<String> agents = Collections.synchronizedList(new ArrayList<>());
    /** The arguments of calls, likewise. */
    public final List<JsonNode> bodies = Collections.synchronizedList(new ArrayList<>());
    /** Calls of a kind wait for these. */
    public final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    /** Whether the restaurant add-on is installed. */
    public volatile boolean addon = true;
    /** The password that counts. */
    public volatile String password = PASSWORD;

    private final List<Planned> planned = new CopyOnWriteArrayList<>();
    private final int version;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    final OdooTalk talk;
    private final OdooWorkers workers;

    private record Planned(OdooTrick trick, String call) {}

    /** @param version 17, 18 or 19 */
    public OdooStandIn(int version) throws IOException {
        this.version = version;
        this.talk = new OdooTalk(version);
        this.workers = new OdooWorkers(books, models);
        books.unique("ir.model.data", "complete_name");
        if (version >= 19) {
            books.unique("pos.order", "uuid");
            books.unique("pos.order.line", "uuid");
            books.unique("pos.payment", "uuid");
        }
        OdooOrders.lay(models, version);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** How a lane is told of it. */
    public NodeConfig.Odoo settings(Kind mode, Routes family, int register) {
        return new NodeConfig.Odoo(url(), DB, USER, Secret.of(PASSWORD), mode, family, register);
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Spoils the next call of that kind. @param call {@code model.method}, a route, or {@code *} for any */
    public void spoil(OdooTrick trick, String call) {
        planned.add(new Planned(trick, call));
    }

    /** From now on everything goes as it should; what was cut off is done. */
    public void calm() {
        planned.clear();
        doLate();
    }

    /** Does what was cut off before it was done. */
    public void doLate() {
        workers.doLate();
    }

    /** How often a call came. */
    public long count(String call) {
        synchronized (calls) {
            return calls.stream().filter(call::equals).count();
        }
    }

    /** What is to be done for a call, without the form of its answer. */
    private interface Work {
        JsonNode run() throws OdooRefusal;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            JsonNode body = OdooBooks.JSON.readTree(exchange.getRequestBody().readAllBytes());
            String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
            if (!type.startsWith("application/json") || body == null || !body.isObject()) {
                talk.page(exchange, version >= 19 ? 415 : 400);
                return;
            }
            boolean rpc = path.equals("/jsonrpc");
            boolean known = rpc || path.startsWith("/web/") || addon;
            String call = rpc ? name(body.path("params")) : path;
            calls.add(call);
            agents.add(String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent")));
            bodies.add(body);
            OdooTrick trick = next(call);
            gates.getOrDefault(call, new CountDownLatch(0)).await(30, TimeUnit.SECONDS);
            if (!known || trick == OdooTrick.PAGE_404) {
                talk.page(exchange, 404);
            } else if (rpc) {
                answer(exchange, body, trick, () -> rpc(body.path("params")));
            } else if (path.equals("/web/session/authenticate")) {
                answer(exchange, body, trick, () -> authenticate(exchange, body.path("params")));
            } else {
                route(exchange, path, body, trick);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String name(JsonNode params) {
        return params.path("service").asText().equals("object")
                ? params.path("args").path(3).asText() + "."
                        + params.path("args").path(4).asText()
                : params.path("method").asText();
    }

    private OdooTrick next(String call) {
        for (Planned one : planned) {
            if (one.call().equals("*") || one.call().equals(call)) {
                planned.remove(one);
                return one.trick();
            }
        }
        return null;
    }

    private void answer(HttpExchange exchange, JsonNode body, OdooTrick trick, Work work) throws IOException {
        if (trick == OdooTrick.CUT_AND_DONE_LATER) {
            workers.slowly(() -> talk.rpc(body, work::run));
        } else if (trick == OdooTrick.DONE_AND_CUT) {
            talk.rpc(body, work::run);
        } else if (trick == null || trick == OdooTrick.DONE_AND_HALVED || trick == OdooTrick.OTHER_ANSWER) {
            ObjectNode answer = talk.rpc(body, work::run);
            if (trick == OdooTrick.OTHER_ANSWER) {
                answer.put("id", 4711);
            }
            talk.json(exchange, answer, trick == OdooTrick.DONE_AND_HALVED);
        } else {
            talk.badly(exchange, trick, url());
        }
    }

    private JsonNode rpc(JsonNode params) throws OdooRefusal {
        JsonNode args = params.path("args");
        switch (params.path("method").asText()) {
            case "version" -> {
                ObjectNode answer = OdooBooks.JSON.createObjectNode().put("server_version", version + ".0");
                answer.putArray("server_version_info")
                        .add(version)
                        .add(0)
                        .add(0)
                        .add("final")
                        .add(0)
                        .add("");
                return answer.put("protocol_version", 1);
            }
            case "authenticate" -> {
                OdooTalk.knownDb(args.path(0));
                boolean right = args.path(1).asText().equals(USER)
                        && args.path(2).asText().equals(password);
                return right ? OdooBooks.JSON.getNodeFactory().numberNode(UID) : BooleanNode.FALSE;
            }
            default -> {
                OdooTalk.knownDb(args.path(0));
                if (args.path(1).asInt() != UID || !args.path(2).asText().equals(password)) {
                    throw new OdooRefusal("odoo.exceptions.AccessDenied", "Access Denied");
                }
                return workers.onModel(args.path(3).asText(), args.path(4).asText(), args.path(5), args.path(6));
            }
        }
    }

    private JsonNode authenticate(HttpExchange exchange, JsonNode params) throws OdooRefusal {
        OdooTalk.knownDb(params.path("db"));
        boolean right = params.path("login").asText().equals(USER)
                && params.path("password").asText().equals(password);
        if (!right) {
            throw new OdooRefusal("odoo.exceptions.AccessDenied", "Access Denied");
        }
        String session = "session" + routes.people.size();
        routes.people.put(session, OdooBooks.JSON.createObjectNode().put("uid", UID));
        exchange.getResponseHeaders().add("Set-Cookie", "session_id=" + session + "; Path=/; HttpOnly");
        return OdooBooks.JSON.createObjectNode().put("uid", UID).put("name", "Lane");
    }

    private void route(HttpExchange exchange, String path, JsonNode body, OdooTrick trick) throws IOException {
        if (path.equals("/pos-api/v1/auth/login")) {
            logIn(exchange, body);
            return;
        }
        OdooMethod does = routes.of(path);
        ObjectNode person = routes.people.get(OdooTalk.pass(exchange));
        if (does == null) {
            talk.page(exchange, 404);
        } else if (person == null) {
            talk.json(exchange, talk.signedOut(), false);
        } else {
            answer(exchange, body, trick, () -> workers.onRoute(does, body, person));
        }
    }

    private void logIn(HttpExchange exchange, JsonNode body) throws IOException {
        boolean right = body.path("login").asText().equals(USER)
                && body.path("password").asText().equals(password);
        if (!right) {
            talk.plain(exchange, 401, "{\"error\":\"invalid_credentials\"}");
            return;
        }
        String token = "eyJhbGciOiJIUzI1NiJ9.e30.signature" + routes.people.size();
        routes.people.put(token, OdooBooks.JSON.createObjectNode().put("uid", UID));
        talk.plain(exchange, 200, "{\"access_token\":\"" + token + "\",\"refresh_token\":\"r\",\"user\":{\"id\":7}}");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
