package tillmesh.far;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import tillmesh.far.Front.Call;

/** What happens to a call between a lane and a far side, or to its answer. */
@FunctionalInterface
public interface Mishap {
    /** Longer than any lane of a test waits. */
    long SILENCE_SECONDS = 2;

    /** Nothing. */
    Mishap NONE = (exchange, call, front) -> relay(exchange, front.pass(call));
    /** Nobody answers, and nothing was passed on. */
    Mishap SILENCE = (exchange, call, front) -> silence();
    /** It is stored, and nobody says so in time. */
    Mishap STORED_THEN_SILENCE = (exchange, call, front) -> {
        front.pass(call);
        silence();
    };
    /** It is stored, and the line is cut before the answer. */
    Mishap STORED_THEN_CUT = (exchange, call, front) -> front.pass(call);
    /** It is stored, and the line is cut in the middle of the answer. */
    Mishap STORED_THEN_HALF_AN_ANSWER =
            (exchange, call, front) -> half(exchange, front.pass(call).body());
    /** It is stored, and the answer says that it is compressed, and is not. */
    Mishap STORED_THEN_BROKEN_GZIP = (exchange, call, front) -> {
        byte[] body = front.pass(call).body();
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    };
    /** It is stored, and the answer is compressed and ends too early, as if it were whole. */
    Mishap STORED_THEN_SHORT_GZIP = (exchange, call, front) -> {
        byte[] body = zipped(front.pass(call).body());
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, body.length / 2);
        exchange.getResponseBody().write(body, 0, body.length / 2);
    };
    /** It is stored, and a gateway says that it failed. */
    Mishap STORED_THEN_502 = (exchange, call, front) -> {
        front.pass(call);
        answer(exchange, 502, "<html>Bad gateway</html>");
    };
    /** It is passed on twice, and the second answer counts. */
    Mishap TWICE = (exchange, call, front) -> {
        front.pass(call);
        relay(exchange, front.pass(call));
    };
    /** It is kept, its sender hears nothing, and it arrives late, before the next one. */
    Mishap LATE = (exchange, call, front) -> front.hold(call);
    /** A hotel's page, which is happy with everything. */
    Mishap PORTAL = (exchange, call, front) -> answer(exchange, 200, "<html>Welcome to our free Wi-Fi</html>");
    /** Somebody else's page is recommended. */
    Mishap REDIRECT = (exchange, call, front) -> {
        exchange.getResponseHeaders().set("Location", front.url() + "/login");
        answer(exchange, 302, "");
    };
    /** Success, without a word on what of. */
    Mishap EMPTY = (exchange, call, front) -> answer(exchange, 200, "{}");

    /** Does it. */
    void play(HttpExchange exchange, Call call, Front front) throws IOException, InterruptedException;

    /** A refusal with this body. */
    static Mishap status(int status, String body) {
        return (exchange, call, front) -> answer(exchange, status, body);
    }

    /** A refusal that says when to come again. */
    static Mishap status(int status, String body, String retryAfter) {
        return (exchange, call, front) -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            answer(exchange, status, body);
        };
    }

    /** What is passed on is something else, and its answer comes back. */
    static Mishap changed(UnaryOperator<byte[]> change) {
        return (exchange, call, front) -> relay(exchange, front.pass(call.with(change.apply(call.body))));
    }

    /** It is stored, and the answer is something else. */
    static Mishap answered(UnaryOperator<byte[]> change) {
        return (exchange, call, front) -> {
            HttpResponse<byte[]> reply = front.pass(call);
            byte[] body = change.apply(reply.body());
            exchange.sendResponseHeaders(reply.statusCode(), body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** This one so many times, and then nothing any more. */
    static Mishap times(int count, Mishap mishap) {
        int[] left = {count};
        return (exchange, call, front) -> (left[0]-- > 0 ? mishap : NONE).play(exchange, call, front);
    }

    /** Answers. */
    static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void relay(HttpExchange exchange, HttpResponse<byte[]> reply) throws IOException {
        for (String name : new String[] {"Content-Type", "Retry-After", "WWW-Authenticate", "Set-Cookie"}) {
            reply.headers()
                    .firstValue(name)
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
        }
        exchange.sendResponseHeaders(reply.statusCode(), reply.body().length == 0 ? -1 : reply.body().length);
        exchange.getResponseBody().write(reply.body());
    }

    private static void half(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(Arrays.copyOf(body, body.length / 2));
        exchange.getResponseBody().flush();
    }

    private static byte[] zipped(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }

    private static void silence() throws InterruptedException {
        // Nobody counts it down: this is only a wait that a closing server interrupts.
        new CountDownLatch(1).await(SILENCE_SECONDS, TimeUnit.SECONDS);
    }
}
