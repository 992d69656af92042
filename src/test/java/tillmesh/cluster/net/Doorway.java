package tillmesh.cluster.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A way into a network namespace that no cut of its network closes: a program that runs inside, listens on a file, and
 * passes each connection on to a port of that machine's own. So all tills can live in the one process that keeps the
 * record, under one clock. Ends when its starter does.
 */
final class Doorway {
    private static final int BUFFER_BYTES = 64 << 10;

    private Doorway() {}

    public static void main(String[] args) throws IOException {
        SocketAddress node = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]));
        start(Doorway::endWithStarter);
        try (ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            door.bind(UnixDomainSocketAddress.of(Path.of(args[0])));
            while (true) {
                SocketChannel guest = door.accept();
                start(() -> lead(guest, node));
            }
        }
    }

    private static void endWithStarter() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever said; the end of it is the message.
            }
        } catch (IOException gone) {
            // The same.
        }
        Runtime.getRuntime().halt(0);
    }

    private static void lead(SocketChannel guest, SocketAddress node) {
        try {
            SocketChannel host = SocketChannel.open(node);
            host.setOption(StandardSocketOptions.TCP_NODELAY, true);
            start(() -> pass(host, guest));
            pass(guest, host);
        } catch (IOException nobody) {
            close(guest);
        }
    }

    private static void pass(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException gone) {
            // One end is gone; the other must hear of it.
        }
        close(from);
        close(to);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Gone is gone.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "door");
        thread.setDaemon(true);
        thread.start();
    }
}
