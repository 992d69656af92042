package tillmesh.chaos.rig;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A WebSocket on a plain socket that parses as little as it can. After {@link #connect} it blocks; for many screens on one
 * thread its {@link #channel} can be switched over, then {@link #fill} and {@link #next} are called when bytes are there.
 * One thread reads, one (the same or another) sends.
 */
public final class RawSocket implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final byte[] ACK = "{\"type\":\"ACK\",\"opId\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OK = "\",\"ok\":true".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private byte[] in = new byte[BUFFER_BYTES];
    private ByteBuffer room = ByteBuffer.wrap(in);
    private int read;
    private int end;
    private int textAt;
    private int textLength;
    private int closeCode;

    private RawSocket(SocketChannel channel) {
        this.channel = channel;
    }

    /** Opens a WebSocket to a node on this machine. @throws IOException when nobody answers or the upgrade is refused */
    public static RawSocket connect(int port) throws IOException {
        return upgraded(SocketChannel.open(), new InetSocketAddress(InetAddress.getLoopbackAddress(), port), port);
    }

    /** The same through the door of another network, see {@code cluster.net.Doorway}. @param door its file @param port where the node listens behind it */
    public static RawSocket connect(Path door, int port) throws IOException {
        return upgraded(SocketChannel.open(StandardProtocolFamily.UNIX), UnixDomainSocketAddress.of(door), port);
    }

    private static RawSocket upgraded(SocketChannel channel, SocketAddress address, int port) throws IOException {
        try {
            if (address instanceof InetSocketAddress) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            channel.connect(address);
            RawSocket socket = new RawSocket(channel);
            socket.shakeHands(port);
            return socket;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void shakeHands(int port) throws IOException {
        String request = "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r\n\r\n";
        write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        int head = -1;
        while (head < 0) {
            fill();
            head = new String(in, 0, end, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        }
        String answer = new String(in, 0, head, StandardCharsets.ISO_8859_1);
        if (!answer.startsWith("HTTP/1.1 101")) {
            throw new IOException("no upgrade: " + answer.lines().findFirst().orElse(""));
        }
        read = head + 4;
    }

    /** For a selector. Once it does not block, only {@link #fill} and {@link #next} may read. */
    public SocketChannel channel() {
        return channel;
    }

    /** Sends a prepared frame. */
    public void send(TextFrame frame) throws IOException {
        write(frame.wire());
    }

    /** Sends a text message as it is. */
    public void send(String text) throws IOException {
        write(TextFrame.of(text).wire());
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            // A node always reads; a full send buffer of a channel that does not block empties within microseconds.
            if (channel.write(bytes) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    /** Takes in what has come; waits for some if the channel blocks. @throws EOFException when the node hung up */
    public void fill() throws IOException {
        if (read == end) {
            read = 0;
            end = 0;
        } else if (end == in.length) {
            makeRoom();
        }
        room.limit(in.length).position(end);
        int count = channel.read(room);
        if (count < 0) {
            throw new EOFException("the node hung up" + (closeCode == 0 ? "" : ", close code " + closeCode));
        }
        end += count;
    }

    private void makeRoom() {
        byte[] target = end - read > in.length / 2 ? Arrays.copyOf(in, in.length * 2) : in;
        System.arraycopy(in, read, target, 0, end - read);
        end -= read;
        read = 0;
        if (target != in) {
            in = target;
            room = ByteBuffer.wrap(in);
        }
    }

    /** Steps to the next whole text message among the bytes taken in; pings are answered. @return false when there is none */
    public boolean next() throws IOException {
        while (end - read >= 2) {
            int opcode = in[read] & 0x0f;
            long length = in[read + 1] & 0x7f;
            int head = length < 126 ? 2 : length == 126 ? 4 : 10;
            if (end - read < head) {
                return false;
            }
            length = head == 2 ? length : number(read + 2, head - 2);
            if (end - read < head + length) {
                return false;
            }
            textAt = read + head;
            textLength = (int) length;
            read += head + textLength;
            if (opcode == 1) {
                return true;
            }
            control(opcode);
        }
        return false;
    }

    private void control(int opcode) throws IOException {
        if (opcode == 8) {
            closeCode = textLength >= 2 ? (int) number(textAt, 2) : 1005;
        } else if (opcode == 9) {
            byte[] pong = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};
            write(ByteBuffer.wrap(pong));
        }
    }

    private long number(int at, int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | (in[at + i] & 0xff);
        }
        return number;
    }

    /** Waits for the next text message. */
    public String text() throws IOException {
        while (!next()) {
            fill();
        }
        return current();
    }

    /** The message that {@link #next} stepped to. */
    public String current() {
        return new String(in, textAt, textLength, StandardCharsets.UTF_8);
    }

    /** Whether the present message is an acknowledgement that something was done or refused. */
    public boolean isAck() {
        return textLength > ACK.length && matches(ACK, textAt);
    }

    /** The number that an acknowledged operation was named by. @param digits how many digits the name has */
    public long ackNumber(int digits) {
        long number = 0;
        for (int i = textAt + ACK.length; i < textAt + ACK.length + digits; i++) {
            number = number * 10 + in[i] - '0';
        }
        return number;
    }

    /** Whether the acknowledgement says done. @param nameLength length of the operation's name */
    public boolean isOk(int nameLength) {
        return textLength >= ACK.length + nameLength + OK.length && matches(OK, textAt + ACK.length + nameLength);
    }

    private boolean matches(byte[] wanted, int at) {
        return Arrays.equals(in, at, at + wanted.length, wanted, 0, wanted.length);
    }

    /** The close code that the node gave, 0 when it gave none yet. */
    public int closeCode() {
        return closeCode;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Gone is gone.
        }
    }
}
