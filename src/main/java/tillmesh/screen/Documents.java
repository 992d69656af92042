package tillmesh.screen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.Header;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Check;

/** The two descriptions of what the node says, for programs: {@code asyncapi.json} and {@code openapi.json}. Worker threads. */
final class Documents extends HttpHandler {
    private static final String FOLDER = "/tillmesh/protocol/";

    private final String file;
    private volatile byte @Nullable [] loaded;

    private Documents(String file) {
        this.file = file;
    }

    /** Mounts each at its name. */
    static void mountOn(Front front) {
        front.mount("/asyncapi.json", new Documents("asyncapi.json"));
        front.mount("/openapi.json", new Documents("openapi.json"));
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        if (!Method.GET.equals(request.getMethod()) && !Method.HEAD.equals(request.getMethod())) {
            response.setHeader(Header.Allow, "GET, HEAD");
            Routes.refuse(response, 405, "A description can only be read.");
            return;
        }
        byte[] text = text();
        response.setContentType("application/json; charset=utf-8");
        response.setContentLength(text.length);
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(Header.CacheControl, "no-cache");
        response.getOutputStream().write(text);
    }

    // Loaded when first asked for, as pages are.
    private byte[] text() {
        byte[] text = loaded;
        if (text == null) {
            text = load(file);
            loaded = text;
        }
        return text;
    }

    private static byte[] load(String file) {
        try (InputStream in = Documents.class.getResourceAsStream(FOLDER + file)) {
            Check.that(in != null, "the description %s is not in the jar", file);
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the jar cannot be read", e);
        }
    }
}
