package tillmesh.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.grizzly.ReadHandler;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.io.NIOInputStream;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.Header;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done with the admin token: POST with a JSON object or nothing. The body is read as it comes in, so a
 * slow sender keeps no thread.
 */
final class ActionPage extends HttpHandler {
    /** A body may have so many bytes. */
    static final int BODY_BYTES_MAX = 64 * 1024;

    private final ReadPage.Clerk clerk;
    private final AdminDoor door;
    private final ObjectMapper json;
    private final StatusPages.Action action;

    ActionPage(ReadPage.Clerk clerk, AdminDoor door, ObjectMapper json, StatusPages.Action action) {
        this.clerk = clerk;
        this.door = door;
        this.json = json;
        this.action = action;
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        Reply reply = clerk.reply(request, response);
        if (!Method.POST.equals(request.getMethod())) {
            response.setHeader(Header.Allow, "POST");
            reply.send(Outcome.refused(405, "This changes something: send it as POST."));
            return;
        }
        Outcome refusal = door.refusal(request.getRemoteAddr(), request.getHeader(Header.Authorization));
        if (refusal != null) {
            if (refusal.httpStatus() == 401) {
                response.setHeader(Header.WWWAuthenticate, "Bearer");
            }
            reply.send(refusal);
            return;
        }
        NIOInputStream body = request.getNIOInputStream();
        body.notifyAvailable(new Arriving(body, request, reply));
    }

    /** A body that comes in piece by piece. */
    private final class Arriving implements ReadHandler {
        private final NIOInputStream source;
        private final Reply reply;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final AtomicBoolean over = new AtomicBoolean();
        private final long length;
        private final String from;
        private long taken;
        private boolean tooLong;

        // What it says of its length is -1 when it says nothing.
        Arriving(NIOInputStream source, Request request, Reply reply) {
            this.source = source;
            this.length = request.getContentLengthLong();
            this.from = String.valueOf(request.getRemoteAddr());
            this.reply = reply;
        }

        // Grizzly does not always say that all has been read: not when the last piece comes while the ones before it
        // are
        // being taken, and is taken with them. Nothing comes after it, so the length has to tell.
        @Override
        public void onDataAvailable() throws IOException {
            take();
            if (length >= 0 && taken >= length) {
                end();
            } else {
                source.notifyAvailable(this);
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            take();
            end();
        }

        private void end() {
            if (!over.compareAndSet(false, true)) {
                return;
            }
            if (tooLong) {
                reply.send(Outcome.refused(413, "A body may have " + BODY_BYTES_MAX + " bytes."));
            } else {
                act(body.toByteArray(), from, reply);
            }
        }

        @Override
        public void onError(Throwable why) {
            reply.send(Outcome.refused(400, "The body did not arrive."));
        }

        // What is too long is heard out and thrown away: the answer closes the connection, and a sender that is still
        // sending then would lose it to the reset.
        private void take() throws IOException {
            byte[] piece = new byte[Math.max(0, source.available())];
            int count = source.read(piece);
            taken += Math.max(0, count);
            if (count > 0 && !tooLong) {
                body.write(piece, 0, count);
            }
            if (body.size() > BODY_BYTES_MAX) {
                tooLong = true;
                body.reset();
            }
        }
    }

    private void act(byte[] body, String from, Reply reply) {
        JsonNode asked = object(body);
        if (asked == null) {
            reply.send(Outcome.refused(400, "The body is no JSON object."));
        } else {
            reply.when(() -> action.act(asked, from));
        }
    }

    private @Nullable JsonNode object(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode asked = json.readTree(text);
            return asked.isObject() ? asked : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
