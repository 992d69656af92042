package tillmesh.screen;

import java.util.Collection;
import java.util.concurrent.Executor;
import tillmesh.config.NodeConfig;
import tillmesh.desk.Audience;
import tillmesh.desk.Line;
import tillmesh.protocol.HubCodec;
import tillmesh.protocol.Notice;
import tillmesh.screen.hub.HubSocket;
import tillmesh.screen.hub.Sender;
import tillmesh.screen.hub.Sockets;
import tillmesh.screen.hub.Traffic;

/**
 * The listeners of the desk: sockets by line. What is told waits in the socket's outbox in the order it was told and is
 * written by the sender; telling costs the caller the encoding and a queue entry. Any thread; never blocks, never throws.
 */
public final class Lines implements Audience {
    private final Sockets sockets;
    private final HubCodec codec;
    private final Executor sender;

    /**
     * @param limits of this node
     * @param codec of the hub dialect
     * @param sender runs one task at a time, in order, on a thread of its own
     */
    public Lines(NodeConfig.Screen limits, HubCodec codec, Executor sender) {
        this.sockets = new Sockets(limits, new Sender(sender));
        this.codec = codec;
        this.sender = sender;
    }

    @Override
    public void tell(Line line, Notice notice) {
        HubSocket socket = sockets.find(line.id());
        if (socket != null) {
            socket.send(codec.encode(notice));
        }
    }

    @Override
    public void tell(Collection<Line> lines, Notice notice) {
        if (!lines.isEmpty()) {
            sockets.sendAll(lines, codec.encode(notice));
        }
    }

    @Override
    public void close(Line line, int code, String reason) {
        HubSocket socket = sockets.find(line.id());
        if (socket != null) {
            socket.close(code, reason);
        }
    }

    @Override
    public void signedIn(Line line) {
        HubSocket socket = sockets.find(line.id());
        if (socket != null) {
            socket.signedIn();
        }
    }

    @Override
    public long queuedBytes(Line line) {
        HubSocket socket = sockets.find(line.id());
        return socket == null ? 0 : socket.outbox().queuedBytes();
    }

    @Override
    public long lastFrameMillis(Line line) {
        HubSocket socket = sockets.find(line.id());
        return socket == null ? 0 : socket.lastHeardMillis();
    }

    /** What passed since the start, for the metrics page. */
    public Traffic traffic() {
        return sockets.traffic();
    }

    /** How many sockets are open now. */
    public int open() {
        return sockets.size();
    }

    Sockets sockets() {
        return sockets;
    }

    HubCodec codec() {
        return codec;
    }

    /** Looks at all deadlines, and does what else is due, on the sender's thread, so that the lane thread need not. */
    void look(long nowMillis, Runnable besides) {
        sender.execute(() -> {
            sockets.look(nowMillis);
            besides.run();
        });
    }
}
