package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How a stand-in Odoo puts what it has to say: errors with status 200, tracebacks, pages. */
final class OdooTalk {
    /** What must be found nowhere in a lane. */
    static final String TRACEBACK = "Traceback (most recent call last): secret_of_the_traceback";

    private final int version;

    OdooTalk(int version) {
        this.version = version;
    }

    /** What is to be done. */
    interface Call {
        JsonNode run() throws OdooRefusal;
    }

    ObjectNode rpc(JsonNode request, Call call) {
        ObjectNode answer = OdooBooks.JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", request.has("id") ? request.path("id") : NullNode.getInstance());
        try {
            JsonNode result = call.run();
            if (result != null) {
                answer.set("result", result);
            }
        } catch (OdooRefusal refusal) {
            answer.set("error", error(refusal.name(), refusal.getMessage()));
        }
        return answer;
    }

    private ObjectNode error(String name, String message) {
        boolean signedOut = name.endsWith("SessionExpiredException");
        ObjectNode error = OdooBooks.JSON
                .createObjectNode()
                .put("code", signedOut ? 100 : version >= 19 ? 0 : 200)
                .put(
                        "message",
                        signedOut ? "Odoo Session Expired" : version == 18 ? "Shop Server Error" : "Odoo Server Error");
        ObjectNode data = error.putObject("data")
                .put("name", name)
                .put("message", message)
                .put("debug", TRACEBACK);
        data.putArray("arguments").add(message);
        data.putObject("context");
        return error;
    }

    ObjectNode signedOut() {
        ObjectNode answer = OdooBooks.JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", NullNode.getInstance());
        answer.set("error", error("odoo.http.SessionExpiredException", "Session expired"));
        return answer;
    }

    void badly(HttpExchange exchange, OdooTrick trick, String url) throws IOException {
        switch (trick) {
            case PORTAL -> plain(exchange, 200, "<html>Welcome to our free Wi-Fi</html>");
            case REDIRECT, LOGIN_PAGE -> {
                String page = trick == OdooTrick.REDIRECT ? "/elsewhere" : "/web/login?redirect=%2F";
                exchange.getResponseHeaders().add("Location", url + page);
                plain(exchange, 303, "");
            }
            case EMPTY -> plain(exchange, 200, "{}");
            case SIGNED_OUT -> json(exchange, signedOut(), false);
            case SERIALIZATION -> {
                ObjectNode answer = OdooBooks.JSON.createObjectNode().put("jsonrpc", "2.0");
                answer.set("id", NullNode.getInstance());
                answer.set("error", error("psycopg2.errors.SerializationFailure", "could not serialize access"));
                json(exchange, answer, false);
            }
            case S503, S503_AT_ONCE, S429 -> {
                exchange.getResponseHeaders().add("Retry-After", trick == OdooTrick.S503_AT_ONCE ? "0" : "7");
                page(exchange, Integer.parseInt(trick.name().substring(1, 4)));
            }
            default -> page(exchange, Integer.parseInt(trick.name().substring(1, 4)));
        }
    }

    void page(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/html");
        plain(exchange, status, "<!doctype html><title>" + status + "</title>");
    }

    void json(HttpExchange exchange, JsonNode answer, boolean halved) throws IOException {
        byte[] bytes = OdooBooks.JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes, 0, halved ? bytes.length / 2 : bytes.length);
        exchange.getResponseBody().flush();
    }

    void plain(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** An unknown database is an error of the connection to it. */
    static void knownDb(JsonNode db) throws OdooRefusal {
        if (!db.asText().equals(OdooStandIn.DB)) {
            throw new OdooRefusal(
                    "psycopg2.OperationalError", "FATAL:  database \"" + db.asText() + "\" does not exist");
        }
    }

    /** A load that was overtaken: a good answer, and nothing was done. */
    static JsonNode clashed() {
        ObjectNode answer = OdooBooks.JSON.createObjectNode().put("ids", false);
        ArrayNode messages = answer.putArray("messages");
        messages.addObject().put("type", "error").put("message", "could not serialize access due to concurrent update");
        return answer.put("nextrow", 0);
    }

    /** The session or the token that a call shows. */
    static String pass(HttpExchange exchange) {
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        String cookie = exchange.getRequestHeaders().getFirst("Cookie");
        if (bearer != null) {
            return bearer.replaceFirst("^Bearer ", "");
        }
        return cookie == null ? "" : cookie.replaceFirst(".*session_id=([^;]*).*", "$1");
    }
}
