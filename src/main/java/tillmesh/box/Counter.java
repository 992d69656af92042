package tillmesh.box;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tillmesh.box.Functions.Reply;

/** Where calls come in: looks at the key, behaves as the box is told to, and answers in the form of PostgREST. One thread. */
final class Counter implements HttpHandler {
    private static final String CALLS = "/rest/v1/rpc/";
    private static final String INGEST = "/events/ingest";
    private static final String EVENTS = "/events";
    private static final String MOODS = "/mood/";
    private static final int BODY_BYTES_MAX = 8 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Box box;
    private final Functions functions;
    private final Events events;
    private final FactsPage page = new FactsPage();

    Counter(Box box, BoxLedger ledger) {
        this.box = box;
        this.functions = new Functions(ledger);
        this.events = new Events(ledger);
    }

    @Override
    public void handle(HttpExchange call) throws IOException {
        try (call) {
            String path = call.getRequestURI().getPath();
            if (path.equals("/")) {
                page.send(call);
            } else if (path.startsWith(CALLS)) {
                badly(call, refusing -> reply(call, path.substring(CALLS.length()), refusing));
            } else if (path.equals(INGEST) || path.equals(EVENTS)) {
                badly(call, refusing -> bridge(call, path, refusing));
            } else if (!admitted(call)) {
                send(call, Reply.error(401, "PGRST301", "this is not the key of the box"));
            } else if (path.equals("/facts")) {
                send(call, new Reply(200, box.look()));
            } else if (path.startsWith(MOODS) && call.getRequestMethod().equals("POST")) {
                mood(call, path.substring(MOODS.length()));
            } else {
                send(call, Reply.error(404, "PGRST205", "there is nothing at this path"));
            }
        }
    }

    private void mood(HttpExchange call, String word) throws IOException {
        Optional<Mood> mood = Mood.of(word);
        mood.ifPresent(box::mood);
        send(
                call,
                mood.isPresent() ? new Reply(200, box.look()) : Reply.error(404, "PGRST205", "there is no such mood"));
    }

    /** What the box would say. */
    private interface Said {
        Reply reply(boolean refusing) throws IOException;
    }

    private void badly(HttpExchange call, Said said) throws IOException {
        switch (box.mood()) {
            case CLOSED -> {
                call.getResponseHeaders().set("Retry-After", "2");
                send(call, Reply.error(503, "PGRST000", "closed for now"));
            }
            case PORTAL ->
                send(
                        call,
                        200,
                        "text/html",
                        "<html><body>Welcome to the free network. Accept the terms.</body></html>");
            case LOCKED -> send(call, Reply.error(401, "PGRST301", "this is not the key of the box"));
            case DEAF -> {
                // Stored, and then the line is cut: what a lane must not take for lost, nor send as something new.
                said.reply(false);
            }
            default -> send(call, said.reply(box.mood() == Mood.REFUSING));
        }
    }

    private Reply reply(HttpExchange call, String function, boolean refusing) throws IOException {
        if (!admitted(call)) {
            return Reply.error(401, "PGRST301", "this is not the key of the box");
        }
        if (!call.getRequestMethod().equals("POST")) {
            return Reply.error(405, "PGRST117", "functions are called with POST");
        }
        String body = body(call.getRequestBody());
        if (body == null) {
            return Reply.error(413, "PT413", "a call may have 8 MiB");
        }
        try {
            return functions.call(function, Call.read(body), refusing);
        } catch (SQLException e) {
            return Reply.error(503, "PGRST000", "the box's disk does not take it");
        } catch (IOException e) {
            return Reply.error(400, "PGRST102", "the body is no call");
        }
    }

    private Reply bridge(HttpExchange call, String path, boolean refusing) throws IOException {
        String shown = String.valueOf(call.getRequestHeaders().getFirst("Authorization"));
        boolean writing = path.equals(INGEST);
        if (!same("Bearer " + box.key(), shown)) {
            return Reply.error(401, "key", "this is not the key of the box");
        }
        if (!call.getRequestMethod().equals(writing ? "POST" : "GET")) {
            return Reply.error(405, "method", "events are sent with POST and fetched with GET");
        }
        try {
            String body = writing ? body(call.getRequestBody()) : "";
            if (body == null) {
                return Reply.error(413, "size", "a call may have 8 MiB");
            }
            return writing ? events.ingest(body, refusing) : events.since(query(call));
        } catch (SQLException e) {
            return Reply.error(503, "disk", "the box's disk does not take it");
        } catch (JsonProcessingException e) {
            return Reply.error(400, "json", "the body is no JSON");
        }
    }

    private static Map<String, String> query(HttpExchange call) {
        Map<String, String> query = new HashMap<>();
        String text = call.getRequestURI().getRawQuery();
        for (String part : text == null ? new String[0] : text.split("&", -1)) {
            String[] two = part.split("=", 2);
            query.put(two[0], two.length < 2 ? "" : URLDecoder.decode(two[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private boolean admitted(HttpExchange call) {
        String shown = String.valueOf(call.getRequestHeaders().getFirst("apikey"));
        return same(box.key(), shown);
    }

    // Takes as long for any guess.
    private static boolean same(String right, String shown) {
        return MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String body(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 16];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            body.write(piece, 0, read);
            if (body.size() > BODY_BYTES_MAX) {
                return null;
            }
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange call, Reply reply) throws IOException {
        send(call, reply.status(), "application/json; charset=utf-8", JSON.writeValueAsString(reply.body()));
    }

    static void send(HttpExchange call, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", type);
        call.getResponseHeaders().set("Cache-Control", "no-store");
        call.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }
}
