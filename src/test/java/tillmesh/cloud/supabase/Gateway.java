package tillmesh.cloud.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A project as far as a lane sees it: checks the key, keeps a ledger, and answers badly when it is told to. */
public final class Gateway implements AutoCloseable {
    public static final String KEY = "sb_publishable_abcdefgh";
    public static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdG9yZSI6IlMxIn0.c2lnbmF0dXJl";

    final Map<String, String> ledger = new ConcurrentHashMap<>();
    final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
    volatile Fault fault = Fault.NONE;
    /** In seconds, with what is answered by 429 and 503. */
    volatile String retryAfter = "7";
    /** Whether it refuses messages whose payload contains this; empty = none. */
    public volatile String refusing = "";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;

    /** What goes wrong. */
    enum Fault {
        NONE,
        STORE_AND_CUT,
        STORE_AND_TRUNCATE,
        BROKEN_GZIP,
        PORTAL,
        PORTAL_400,
        REDIRECT,
        WRONG_ECHO,
        EMPTY_200,
        S400,
        S401,
        S401_EMPTY,
        S403,
        S404,
        S408,
        S409,
        S413,
        S422,
        S429,
        S500,
        S502,
        S503,
        S504
    }

    public Gateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange call) throws IOException {
        try (call) {
            byte[] body = call.getRequestBody().readAllBytes();
            boolean known = KEY.equals(call.getRequestHeaders().getFirst("apikey"))
                    && ("Bearer " + TOKEN).equals(call.getRequestHeaders().getFirst("Authorization"));
            if (!known) {
                answer(call, 401, "{\"message\":\"Invalid API key\"}");
            } else if (!call.getRequestURI().getPath().equals("/rest/v1/rpc/ingest_messages")) {
                answer(call, 404, "{\"code\":\"PGRST202\",\"message\":\"not found\"}");
            } else {
                JsonNode request = json.readTree(body);
                requests.add(request);
                badly(call, request);
            }
        }
    }

    private void badly(HttpExchange call, JsonNode request) throws IOException {
        switch (fault) {
            case NONE -> answer(call, 200, take(request));
            case STORE_AND_CUT -> take(request);
            case STORE_AND_TRUNCATE -> {
                byte[] all = take(request).getBytes(StandardCharsets.UTF_8);
                call.sendResponseHeaders(200, all.length);
                call.getResponseBody().write(all, 0, all.length / 2);
                call.getResponseBody().flush();
            }
            case BROKEN_GZIP -> {
                call.getResponseHeaders().add("Content-Encoding", "gzip");
                answer(call, 200, "\u001f\u008b broken");
            }
            case PORTAL -> answer(call, 200, "<html>Welcome to our free Wi-Fi</html>");
            case PORTAL_400 -> answer(call, 400, "<html>Bad request</html>");
            case REDIRECT -> {
                call.getResponseHeaders().add("Location", url() + "/login");
                answer(call, 302, "");
            }
            case WRONG_ECHO ->
                answer(call, 200, "{\"results\":[{\"message_id\":\"L9-00000001-1\",\"status\":\"applied\"}]}");
            case EMPTY_200 -> answer(call, 200, "{}");
            case S401_EMPTY -> answer(call, 401, "");
            case S429, S503 -> {
                call.getResponseHeaders().add("Retry-After", retryAfter);
                answer(call, status(), "{\"message\":\"wait\"}");
            }
            default -> answer(call, status(), "{\"code\":\"22P02\",\"message\":\"secret payload 4711\"}");
        }
    }

    private int status() {
        return Integer.parseInt(fault.name().substring(1, 4));
    }

    private String take(JsonNode request) {
        ObjectNode answer = json.createObjectNode();
        ArrayNode results = answer.putArray("results");
        for (JsonNode message : request.path("messages")) {
            String id = message.path("message_id").asText();
            String hash = message.path("hash").asText();
            if (!refusing.isEmpty() && message.path("data").toString().contains(refusing)) {
                results.addObject()
                        .put("message_id", id)
                        .put("status", "rejected")
                        .put("code", "23514");
                continue;
            }
            String before = ledger.putIfAbsent(id, hash);
            String status = before == null ? "applied" : before.equals(hash) ? "duplicate" : "conflict";
            results.addObject().put("message_id", id).put("status", status);
        }
        return answer.toString();
    }

    private static void answer(HttpExchange call, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        call.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
