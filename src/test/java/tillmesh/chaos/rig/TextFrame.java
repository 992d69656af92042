package tillmesh.chaos.rig;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A masked WebSocket text frame, built once and sent again and again: only its numbers change in place. In the template a
 * run of {@code #} is a number with leading zeros (for names inside quotes), a run of {@code ~} one with leading spaces
 * (for JSON numbers). One thread at a time.
 */
public final class TextFrame {
    private static final byte[] MASK = {0x37, 0x5a, 0x11, 0x6c};
    private static final byte FINAL_TEXT = (byte) 0x81;
    private static final int MASKED = 0x80;

    private final byte[] bytes;
    private final int start;
    private final List<Slot> slots = new ArrayList<>();
    private final ByteBuffer view;

    /** Where a number stands, counted from the first byte of the text. */
    private record Slot(int at, int width, char padding) {}

    private TextFrame(byte[] text) {
        start = headLength(text.length);
        bytes = new byte[start + text.length];
        writeHead(text.length);
        for (int i = 0; i < text.length; i++) {
            bytes[start + i] = (byte) (text[i] ^ MASK[i & 3]);
        }
        view = ByteBuffer.wrap(bytes);
    }

    /** Builds a frame. @param template its text, with runs of # and ~ where numbers go */
    public static TextFrame of(String template) {
        byte[] text = template.getBytes(StandardCharsets.UTF_8);
        TextFrame frame = new TextFrame(text);
        for (int i = 0; i < text.length; i++) {
            int from = i;
            while (i < text.length && (text[from] == '#' || text[from] == '~') && text[i] == text[from]) {
                i++;
            }
            if (i > from) {
                frame.slots.add(new Slot(from, i - from, text[from] == '#' ? '0' : ' '));
            }
        }
        return frame;
    }

    /** Writes a number into a slot. @param slot from 0, in the order of the template @param number must fit */
    public TextFrame set(int slot, long number) {
        Slot where = slots.get(slot);
        long rest = number;
        for (int i = where.at + where.width - 1; i >= where.at; i--) {
            boolean done = rest == 0 && i < where.at + where.width - 1;
            int letter = done ? where.padding : '0' + (int) (rest % 10);
            bytes[start + i] = (byte) (letter ^ MASK[i & 3]);
            rest /= 10;
        }
        if (rest != 0) {
            throw new IllegalArgumentException(number + " does not fit into " + where.width + " digits");
        }
        return this;
    }

    /** The whole frame, ready to be written; the same buffer each time. */
    ByteBuffer wire() {
        return view.clear();
    }

    /** Bytes of its text. */
    public int textBytes() {
        return bytes.length - start;
    }

    private static int headLength(int length) {
        return (length < 126 ? 2 : length < 65_536 ? 4 : 10) + MASK.length;
    }

    private void writeHead(int length) {
        ByteBuffer head = ByteBuffer.wrap(bytes).put(FINAL_TEXT);
        if (length < 126) {
            head.put((byte) (MASKED | length));
        } else if (length < 65_536) {
            head.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            head.put((byte) (MASKED | 127)).putLong(length);
        }
        head.put(MASK);
    }
}
