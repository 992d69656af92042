package tillmesh.screen.hub;

import java.nio.charset.StandardCharsets;

/** Frames of RFC 6455 as a server writes them: whole, unmasked. Made once and written to any number of sockets. */
final class Frames {
    private static final byte TEXT = (byte) 0x81;
    private static final byte PING = (byte) 0x89;

    private Frames() {}

    /** A text message. */
    static byte[] text(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        int length = payload.length;
        int head = length < 126 ? 2 : length <= 0xFFFF ? 4 : 10;
        byte[] frame = new byte[head + length];
        frame[0] = TEXT;
        if (head == 2) {
            frame[1] = (byte) length;
        } else {
            frame[1] = (byte) (head == 4 ? 126 : 127);
            for (int i = head - 1, rest = length; i >= 2; i--, rest >>>= 8) {
                frame[i] = (byte) rest;
            }
        }
        System.arraycopy(payload, 0, frame, head, length);
        return frame;
    }

    /** A ping without payload: asks whether anybody is there. */
    static byte[] ping() {
        return new byte[] {PING, 0};
    }
}
