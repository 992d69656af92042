package tillmesh.screen;

import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.memory.Buffers;

/** Short answers that the gate gives itself; the connection closes after each. */
final class Answers {
    private Answers() {}

    /** {@code {"error": …}}. @param sentence without quotes or backslashes */
    static void refuse(FilterChainContext ctx, HttpRequestPacket request, int status, String sentence) {
        HttpResponsePacket response = request.getResponse();
        response.setContentType("application/json; charset=utf-8");
        write(ctx, response, status, errorJson(sentence));
    }

    /** An answer without a body. */
    static void empty(FilterChainContext ctx, HttpRequestPacket request, int status) {
        write(ctx, request.getResponse(), status, "");
    }

    /** The body of a refusal. @param sentence without quotes or backslashes */
    static String errorJson(String sentence) {
        return "{\"error\":\"" + sentence + "\"}";
    }

    // The two that Grizzly has no words for.
    private static String reason(int status) {
        return switch (status) {
            case 421 -> "Misdirected Request";
            case 426 -> "Upgrade Required";
            default -> HttpStatus.getHttpStatus(status).getReasonPhrase();
        };
    }

    private static void write(FilterChainContext ctx, HttpResponsePacket response, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setProtocol(Protocol.HTTP_1_1);
        response.setStatus(status);
        response.setReasonPhrase(reason(status));
        response.setHeader(Header.Connection, "close");
        if (bytes.length > 0 || status != 204) {
            response.setContentLength(bytes.length);
        }
        Buffer buffer = Buffers.wrap(ctx.getMemoryManager(), bytes);
        ctx.write(HttpContent.builder(response).content(buffer).last(true).build());
    }
}
