package tillmesh.screen;

import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.tyrus.core.CloseReasons;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.WebSocketEngine;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeStatus;
import org.glassfish.tyrus.spi.Writer;
import org.glassfish.tyrus.spi.WriterInfo;
import tillmesh.screen.hub.HubSocket;
import tillmesh.screen.hub.OnClose;
import tillmesh.screen.hub.Sockets;

/**
 * Shakes hands for WebSockets and feeds their bytes to Tyrus; what Tyrus writes goes through the socket's outbox like
 * everything else, so order is kept and a close frame is not lost. Io threads.
 */
final class UpgradeFilter extends BaseFilter {
    private static final Attribute<Upgraded> UPGRADED =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("tillmesh.upgraded");

    private final WebSocketEngine engine;
    private final Sockets sockets;
    private final Visits visits;
    private final LongSupplier millis;

    /** @param engine with the one endpoint at {@code /} @param millis the loop's clock */
    UpgradeFilter(WebSocketEngine engine, Sockets sockets, Visits visits, LongSupplier millis) {
        this.engine = engine;
        this.sockets = sockets;
        this.visits = visits;
        this.millis = millis;
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        HttpContent content = ctx.getMessage();
        Upgraded upgraded = UPGRADED.get(ctx.getConnection());
        if (upgraded != null) {
            Buffer bytes = content.getContent();
            content.recycle();
            read(upgraded, bytes);
            return ctx.getStopAction();
        }
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        if (!Upgrades.asked(request)) {
            return ctx.getInvokeAction();
        }
        shakeHands(ctx, request);
        return ctx.getStopAction();
    }

    private void shakeHands(FilterChainContext ctx, HttpRequestPacket request) {
        Connection<?> connection = ctx.getConnection();
        HubSocket socket = sockets.admit(connection, millis.getAsLong());
        TyrusUpgradeResponse answer = new TyrusUpgradeResponse();
        WebSocketEngine.UpgradeInfo info =
                engine.upgrade(Upgrades.request(request, socket.line().id()), answer);
        Upgrades.answer(ctx, request, answer);
        if (info.getStatus() != UpgradeStatus.SUCCESS) {
            sockets.leave(socket);
            visits.turnAway(connection);
            connection.closeSilently();
            return;
        }
        visits.becameSocket(connection);
        var tyrus = info.createConnection(new ToOutbox(socket), reason -> connection.closeSilently());
        UPGRADED.set(connection, new Upgraded(socket, tyrus));
        connection.addCloseListener(new OnClose(() -> {
            socket.outbox().forget();
            tyrus.close(CloseReasons.CLOSED_ABNORMALLY.getCloseReason());
            sockets.leave(socket);
        }));
    }

    private void read(Upgraded upgraded, Buffer bytes) {
        HubSocket socket = upgraded.socket;
        if (bytes.hasRemaining() && !socket.closing()) {
            socket.heard(bytes.remaining(), millis.getAsLong());
            upgraded.tyrus.getReadHandler().handle(bytes.toByteBuffer());
            if (socket.swallowsTooMuch()) {
                socket.close(1009, "a message longer than this node reads");
            }
        }
        bytes.tryDispose();
    }

    private record Upgraded(HubSocket socket, org.glassfish.tyrus.spi.Connection tyrus) {}

    private static final class ToOutbox extends Writer {
        private final HubSocket socket;

        ToOutbox(HubSocket socket) {
            this.socket = socket;
        }

        @Override
        public void write(ByteBuffer frame, CompletionHandler<ByteBuffer> handler) {
            write(frame, handler, new WriterInfo(WriterInfo.MessageType.CLOSE, WriterInfo.RemoteEndpointType.SUPER));
        }

        @Override
        public void write(ByteBuffer frame, CompletionHandler<ByteBuffer> handler, WriterInfo what) {
            byte[] bytes = new byte[frame.remaining()];
            frame.duplicate().get(bytes);
            if (what.getMessageType() == WriterInfo.MessageType.PONG) {
                socket.pong(bytes);
            } else {
                socket.lastWord(bytes);
            }
            handler.completed(frame);
        }

        @Override
        public void close() {
            socket.outbox().end();
        }
    }
}
