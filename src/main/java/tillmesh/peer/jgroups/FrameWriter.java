package tillmesh.peer.jgroups;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;

/**
 * Puts fields one behind the other. Numbers take seven bits a byte, lowest first, the top bit says that more follow; a text
 * is its length in UTF-8 bytes plus one, and the bytes; a missing text is the length 0.
 */
final class FrameWriter {
    private static final int FIRST_SIZE = 256;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    FrameWriter octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    FrameWriter flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    /** Any number; small ones are short, negative ones take ten bytes. */
    FrameWriter number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            octet((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        return octet((int) rest);
    }

    /** 32 bits that are as likely as any others. */
    FrameWriter bits(int value) {
        return octet(value >>> 24).octet(value >>> 16).octet(value >>> 8).octet(value);
    }

    FrameWriter text(@Nullable String text) {
        if (text == null) {
            return number(0);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return number(utf8.length + 1L).raw(utf8, utf8.length);
    }

    FrameWriter hash(Hash hash) {
        return raw(hash.bytes(), Hash.BYTES);
    }

    FrameWriter stream(Stream stream) {
        return text(stream.origin().name()).bits(stream.incarnation());
    }

    /** A part that a reader can step over as a whole: its length in bytes and the bytes. */
    FrameWriter part(FrameWriter part) {
        return number(part.size).raw(part.bytes, part.size);
    }

    <T> FrameWriter list(List<T> items, BiConsumer<FrameWriter, T> one) {
        number(items.size());
        items.forEach(item -> one.accept(this, item));
        return this;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private FrameWriter raw(byte[] more, int length) {
        room(length);
        System.arraycopy(more, 0, bytes, size, length);
        size += length;
        return this;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(size, more), (int) Math.min(2L * bytes.length, 1 << 30)));
        }
    }
}
