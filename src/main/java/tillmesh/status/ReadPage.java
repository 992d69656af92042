package tillmesh.status;

import java.io.IOException;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.Header;

/** A page that changes nothing: GET and HEAD, for everybody who reaches the node. */
final class ReadPage extends HttpHandler {
    private final Clerk clerk;
    private final Asked asked;

    /** What to do with a question that came in. */
    @FunctionalInterface
    interface Asked {
        void answer(Query query, Reply reply);
    }

    /** Who makes replies. */
    @FunctionalInterface
    interface Clerk {
        Reply reply(Request request, Response response);
    }

    ReadPage(Clerk clerk, Asked asked) {
        this.clerk = clerk;
        this.asked = asked;
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        Reply reply = clerk.reply(request, response);
        if (Method.GET.equals(request.getMethod()) || Method.HEAD.equals(request.getMethod())) {
            asked.answer(new Query(request), reply);
        } else {
            response.setHeader(Header.Allow, "GET, HEAD");
            reply.send(Outcome.refused(405, "This page can only be read."));
        }
    }
}
