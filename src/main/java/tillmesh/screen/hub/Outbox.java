package tillmesh.screen.hub;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/**
 * What waits to be written on one connection, in order. At most one write is under way; what comes meanwhile waits here
 * as whole frames, counted, and can still be thrown away. Any thread; never blocks.
 */
public final class Outbox {
    /** Small frames are gathered up to so many bytes per write. */
    static final int CHUNK_BYTES = 64 * 1024;

    private final Connection<?> connection;
    private final Sender sender;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private long bytes;
    private long underWay;
    private boolean asked;
    private boolean ending;
    private boolean over;

    /** @param connection where to @param sender who writes */
    public Outbox(Connection<?> connection, Sender sender) {
        this.connection = connection;
        this.sender = sender;
    }

    /**
     * Puts a frame at the end. A frame for a connection that is over is dropped.
     *
     * @param max how many bytes may wait; one frame longer than that is taken when nothing else waits
     * @return false when there is no room: nothing was taken
     */
    synchronized boolean put(byte[] frame, long max) {
        if (over || ending) {
            return true;
        }
        if (bytes > 0 && bytes + frame.length > max) {
            return false;
        }
        waiting.add(frame);
        bytes += frame.length;
        askIfIdle();
        return true;
    }

    /** Puts a frame at the end, whatever waits, and takes nothing after it; then as {@link #end()}. */
    synchronized void putLast(byte[] frame) {
        if (!over && !ending) {
            waiting.add(frame);
            bytes += frame.length;
            end();
        }
    }

    /** Throws away the frames that are not yet being written. */
    synchronized void clear() {
        waiting.clear();
        bytes = underWay;
    }

    /** Takes nothing more; once everything is written tells the other side that no more comes. */
    public synchronized void end() {
        ending = true;
        askIfIdle();
    }

    /** Bytes that are not yet with the operating system. */
    public synchronized long queuedBytes() {
        return bytes;
    }

    /** Ends the connection now, whatever waits. */
    void abort() {
        forget();
        connection.terminateSilently();
    }

    /** Done when the connection is closed. */
    CompletableFuture<Void> closed() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        connection.addCloseListener(new OnClose(() -> closed.complete(null)));
        return closed;
    }

    /** The connection is gone: nothing waits any more. */
    public synchronized void forget() {
        over = true;
        waiting.clear();
        bytes = 0;
    }

    private void askIfIdle() {
        if (!asked && underWay == 0 && !over && (!waiting.isEmpty() || ending)) {
            asked = true;
            sender.ask(this);
        }
    }

    /** Sender only. */
    void write() {
        byte[] chunk;
        synchronized (this) {
            asked = false;
            if (over || underWay > 0) {
                return;
            }
            if (waiting.isEmpty()) {
                over = ending;
                chunk = new byte[0];
            } else {
                chunk = gather();
                underWay = chunk.length;
            }
        }
        if (chunk.length > 0) {
            Buffer buffer = Buffers.wrap(connection.getMemoryManager(), chunk);
            write(buffer, chunk.length);
        } else if (isOver()) {
            sayEnd();
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Grizzly's connection is generic in an address type nobody knows.
    private void write(Buffer buffer, int length) {
        ((Connection) connection).write(buffer, new EmptyCompletionHandler<WriteResult<?, ?>>() {
            @Override
            public void completed(WriteResult<?, ?> result) {
                written(length);
            }

            @Override
            public void failed(Throwable why) {
                abort();
            }

            @Override
            public void cancelled() {
                abort();
            }
        });
    }

    private byte[] gather() {
        byte[] first = waiting.remove();
        int length = first.length;
        int count = 0;
        for (byte[] next : waiting) {
            if (length + next.length > CHUNK_BYTES) {
                break;
            }
            length += next.length;
            count++;
        }
        if (count == 0) {
            return first;
        }
        byte[] chunk = Arrays.copyOf(first, length);
        for (int at = first.length; count > 0; count--) {
            byte[] next = waiting.remove();
            System.arraycopy(next, 0, chunk, at, next.length);
            at += next.length;
        }
        return chunk;
    }

    private synchronized void written(int length) {
        underWay = 0;
        bytes = Math.max(0, bytes - length);
        askIfIdle();
    }

    private synchronized boolean isOver() {
        return over;
    }

    /** Half-closes, so that a close frame is not lost to a reset while the other side still sends. */
    private void sayEnd() {
        try {
            ((SocketChannel) ((TCPNIOConnection) connection).getChannel()).shutdownOutput();
        } catch (IOException e) {
            connection.terminateSilently();
        }
    }
}
