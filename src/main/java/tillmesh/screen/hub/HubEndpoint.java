package tillmesh.screen.hub;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Tyrus calls: finds the socket of a session and passes on what it hears. Io threads. */
public final class HubEndpoint extends Endpoint {
    /** The request parameter by which the handshake says which line the session is. Never what a client sent. */
    public static final String LINE = "line";

    private static final Logger LOG = LoggerFactory.getLogger(HubEndpoint.class);

    private final Intake intake;

    /** @param intake who judges the frames */
    public HubEndpoint(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        List<String> line = session.getRequestParameterMap().get(LINE);
        HubSocket socket = line == null ? null : intake.socket(Long.parseLong(line.get(0)));
        if (socket == null) {
            return;
        }
        // From here on the session itself knows: its end may be told after the line has left the map.
        session.getUserProperties().put(LINE, socket);
        int ceiling = (int) Math.min(Integer.MAX_VALUE, socket.ceilingBytes());
        session.setMaxTextMessageBufferSize(ceiling);
        session.setMaxBinaryMessageBufferSize(ceiling);
        session.addMessageHandler(String.class, new Texts(socket));
        session.addMessageHandler(ByteBuffer.class, new Binaries(socket));
        session.addMessageHandler(PongMessage.class, new Pongs(socket));
        socket.bind(session);
        intake.opened(socket);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        HubSocket socket = socketOf(session);
        if (socket != null) {
            intake.gone(socket);
        }
    }

    @Override
    public void onError(Session session, Throwable why) {
        LOG.debug("A WebSocket broke off: {}", why.toString());
        HubSocket socket = socketOf(session);
        if (socket != null) {
            socket.close(1011, "the node could not read this");
        }
    }

    private static @Nullable HubSocket socketOf(Session session) {
        return (HubSocket) session.getUserProperties().get(LINE);
    }

    private final class Texts implements MessageHandler.Whole<String> {
        private final HubSocket socket;

        Texts(HubSocket socket) {
            this.socket = socket;
        }

        @Override
        public void onMessage(String text) {
            intake.text(socket, text);
        }
    }

    private final class Binaries implements MessageHandler.Whole<ByteBuffer> {
        private final HubSocket socket;

        Binaries(HubSocket socket) {
            this.socket = socket;
        }

        @Override
        public void onMessage(ByteBuffer bytes) {
            intake.binary(socket);
        }
    }

    private static final class Pongs implements MessageHandler.Whole<PongMessage> {
        private final HubSocket socket;

        Pongs(HubSocket socket) {
            this.socket = socket;
        }

        @Override
        public void onMessage(PongMessage pong) {
            socket.delivered();
        }
    }
}
