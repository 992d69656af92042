package tillmesh.screen;

import java.io.IOException;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Answers with what was posted. */
final class Echo extends HttpHandler {
    @Override
    public void service(Request request, Response response) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        response.setContentType("text/plain");
        response.getOutputStream().write(body);
    }
}
