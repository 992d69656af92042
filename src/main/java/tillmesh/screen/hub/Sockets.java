package tillmesh.screen.hub;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.grizzly.Connection;
import org.jspecify.annotations.Nullable;
import tillmesh.config.NodeConfig;
import tillmesh.desk.Line;

/** The sockets of this node by line, from handshake to hang-up. Any thread. */
public final class Sockets {
    /** The node asks so often whether somebody is there; more often when {@code screen.idle} is short. */
    static final Duration PING_EVERY = Duration.ofSeconds(30);

    private final ConcurrentHashMap<Long, HubSocket> byLine = new ConcurrentHashMap<>();
    private final AtomicLong lastLine = new AtomicLong();
    private final NodeConfig.Screen limits;
    private final Sender sender;
    private final Traffic traffic = new Traffic();

    /** @param limits of this node @param sender who writes */
    public Sockets(NodeConfig.Screen limits, Sender sender) {
        this.limits = limits;
        this.sender = sender;
    }

    /** The limits they share. */
    public NodeConfig.Screen limits() {
        return limits;
    }

    /** What passed through all of them. */
    public Traffic traffic() {
        return traffic;
    }

    /** Whether one more is within {@code screen.connections-max}. */
    public boolean hasRoom() {
        return byLine.size() < limits.connectionsMax();
    }

    /** A socket for a connection that is about to shake hands; it leaves when the connection closes. */
    public HubSocket admit(Connection<?> connection, long nowMillis) {
        long id = lastLine.incrementAndGet();
        Outbox outbox = new Outbox(connection, sender);
        HubSocket socket = new HubSocket(new Line(id), outbox, limits, traffic, nowMillis);
        byLine.put(id, socket);
        return socket;
    }

    /** Its connection is closed. */
    public void leave(HubSocket socket) {
        byLine.remove(socket.line().id(), socket);
    }

    /** The socket of a line, or null when it is gone. */
    public @Nullable HubSocket find(long line) {
        return byLine.get(line);
    }

    /** Sends the same text to many; the frame is made once. */
    public void sendAll(Collection<Line> lines, String text) {
        byte[] frame = Frames.text(text);
        for (Line line : lines) {
            HubSocket socket = find(line.id());
            if (socket != null) {
                socket.send(frame);
            }
        }
    }

    /**
     * Looks at every socket's deadlines and sends the pings that are due. One thread at a time.
     *
     * @param nowMillis the loop's clock
     */
    public void look(long nowMillis) {
        long pingMillis = Math.min(PING_EVERY.toMillis(), limits.idle().toMillis() / 3);
        byLine.values().forEach(socket -> socket.look(pingMillis, nowMillis));
    }

    /** Closes all and waits until they have hung up. @param wait at most so long */
    public void closeAll(int code, String reason, Duration wait) {
        List<HubSocket> all = List.copyOf(byLine.values());
        all.forEach(socket -> socket.close(code, reason));
        CompletableFuture<?>[] hungUp =
                all.stream().map(socket -> socket.outbox().closed()).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(hungUp)
                .completeOnTimeout(null, wait.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** How many there are. */
    public int size() {
        return byLine.size();
    }
}
