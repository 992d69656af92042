package tillmesh.screen.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class FramesTest {
    @Test
    void the_length_is_written_as_short_as_the_protocol_demands() {
        assertArrayEquals(new byte[] {(byte) 0x81, 0}, Frames.text(""));
        assertEquals(125, Frames.text("x".repeat(125))[1]);
        assertArrayEquals(new byte[] {(byte) 0x81, 126, 0, 126}, head(126, 4));
        assertArrayEquals(new byte[] {(byte) 0x81, 126, (byte) 0xFF, (byte) 0xFF}, head(0xFFFF, 4));
        assertArrayEquals(new byte[] {(byte) 0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0}, head(0x10000, 10));
    }

    @Test
    void the_text_follows_in_utf_8() {
        byte[] frame = Frames.text("caffè ☕");

        assertEquals(frame.length - 2, frame[1]);
        assertEquals("caffè ☕", new String(frame, 2, frame.length - 2, StandardCharsets.UTF_8));
    }

    private static byte[] head(int length, int bytes) {
        byte[] head = new byte[bytes];
        ByteBuffer.wrap(Frames.text("x".repeat(length))).get(head);
        return head;
    }
}
