package tillmesh.screen;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A bare connection, for everything a decent client does not do. */
final class Raw implements AutoCloseable {
    private final Socket socket = new Socket();
    private final DataInputStream in;

    Raw(int port) throws IOException {
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    static Raw upgraded(int port) throws IOException {
        Raw raw = new Raw(port);
        raw.write(upgrade("127.0.0.1:" + port, ""));
        if (!raw.status().contains(" 101 ")) {
            throw new IOException("no upgrade");
        }
        return raw;
    }

    static String upgrade(String host, String moreHeaders) {
        return "GET / HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + moreHeaders + "\r\n";
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** One masked frame. @param first opcode and final bit */
    void frame(int first, byte[] payload) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length <= 0xFFFF) {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >> shift));
            }
        }
        out.write(new byte[4]);
        out.write(payload);
        write(out.toByteArray());
    }

    void text(String text) throws IOException {
        frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The status line; the rest of the head is read and forgotten. */
    String status() throws IOException {
        String status = line();
        for (String header = line(); !header.isEmpty(); header = line()) {
            // Headers are not looked at here.
        }
        return status;
    }

    /** Everything until the other side hangs up. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("hung up after: " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** The next frame of the node. */
    Frame frame() throws IOException {
        int first = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        return new Frame(first & 0x0F, payload);
    }

    /** Reads on until a close frame. @return its code */
    int closeCode() throws IOException {
        Frame frame = frame();
        while (frame.opcode != 8) {
            frame = frame();
        }
        return ((frame.payload[0] & 0xFF) << 8) | (frame.payload[1] & 0xFF);
    }

    /** Whether this side has not hung up. */
    boolean isOpen() {
        return !socket.isClosed();
    }

    /** Whether the other side has hung up, waiting for it. */
    boolean hungUp() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** What came. */
    static final class Frame {
        final int opcode;
        final byte[] payload;

        Frame(int opcode, byte[] payload) {
            this.opcode = opcode;
            this.payload = payload;
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }
}
