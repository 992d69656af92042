package tillmesh.screen;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import tillmesh.fault.Check;

/** Which handler serves which path. Paths are exact; one that nobody serves is a 404 with a sentence. Worker threads. */
final class Routes extends HttpHandler {
    private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();

    void mount(String path, HttpHandler handler) {
        Check.that(path.startsWith("/"), "the path %s does not begin with a slash", path);
        Check.that(handlers.put(path, handler) == null, "two handlers for %s", path);
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        HttpHandler handler = handlers.get(request.getRequestURI());
        if (handler != null) {
            handler.service(request, response);
        } else {
            refuse(response, 404, "There is nothing at this path.");
        }
    }

    /** Answers with {@code {"error": …}}. @param sentence without quotes or backslashes */
    static void refuse(Response response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json; charset=utf-8");
        response.getWriter().write(Answers.errorJson(sentence));
    }
}
