package tillmesh.screen;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.glassfish.grizzly.Connection;
import tillmesh.screen.hub.OnClose;

/**
 * Who is connected and has not become a WebSocket yet. Bounds how many that may be and how long they may take to come to
 * the point. Any thread.
 */
final class Visits {
    /** So many connections beside {@code screen.connections-max} WebSockets may be open. */
    static final int MAX = 256;

    /** A connection on which no complete request head arrived for so long is closed. */
    static final Duration IDLE = Duration.ofSeconds(30);

    /** What a connection is. */
    enum State {
        /** Asks and is answered. */
        HTTP,
        /** Was refused; what it still sends is thrown away. */
        TURNED_AWAY,
        /** Speaks WebSocket; no longer a visit. */
        SOCKET
    }

    private final ConcurrentHashMap<Connection<?>, Visit> byConnection = new ConcurrentHashMap<>();
    private final int connectionsMax;
    private final BooleanSupplier roomForSocket;
    private final LongSupplier millis;
    private final Duration idle;

    /**
     * @param connectionsMax {@code screen.connections-max}
     * @param roomForSocket whether one more WebSocket is allowed
     * @param millis the loop's clock
     * @param idle see {@link #IDLE}
     */
    Visits(int connectionsMax, BooleanSupplier roomForSocket, LongSupplier millis, Duration idle) {
        this.connectionsMax = connectionsMax;
        this.roomForSocket = roomForSocket;
        this.millis = millis;
        this.idle = idle;
    }

    /** @return false when there are too many: the connection was closed */
    boolean arrived(Connection<?> connection) {
        if (byConnection.size() >= connectionsMax + MAX) {
            connection.terminateSilently();
            return false;
        }
        byConnection.put(connection, new Visit(millis.getAsLong()));
        connection.addCloseListener(new OnClose(() -> byConnection.remove(connection)));
        return true;
    }

    /** What it is; a connection that nobody saw arrive is turned away. */
    State state(Connection<?> connection) {
        Visit visit = byConnection.get(connection);
        return visit == null ? State.TURNED_AWAY : visit.state;
    }

    void asked(Connection<?> connection) {
        Visit visit = byConnection.get(connection);
        if (visit != null) {
            visit.askedAt = millis.getAsLong();
        }
    }

    void turnAway(Connection<?> connection) {
        become(connection, State.TURNED_AWAY);
    }

    void becameSocket(Connection<?> connection) {
        become(connection, State.SOCKET);
    }

    boolean hasRoomForSocket() {
        return roomForSocket.getAsBoolean();
    }

    /** Hangs up on those that have asked nothing for too long. */
    void look() {
        long oldest = millis.getAsLong() - idle.toMillis();
        byConnection.forEach((connection, visit) -> {
            if (visit.state != State.SOCKET && visit.askedAt < oldest) {
                connection.terminateSilently();
            }
        });
    }

    private void become(Connection<?> connection, State state) {
        Visit visit = byConnection.get(connection);
        if (visit != null) {
            visit.state = state;
        }
    }

    private static final class Visit {
        volatile State state = State.HTTP;
        volatile long askedAt;

        Visit(long arrivedAt) {
            askedAt = arrivedAt;
        }
    }
}
