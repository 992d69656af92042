package tillmesh.peer.jgroups;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.shop.LaneId;

/**
 * Takes fields out of bytes that anybody may have sent; see {@link FrameWriter} for their form. Nothing is reserved for a
 * length before that many bytes are seen to be there.
 */
final class FrameReader {
    /** Items of one list. A few bytes become a few hundred in memory; more than this is no message of a shop. */
    static final int LIST_MAX = 100_000;

    private static final int NUMBER_BYTES_MAX = 10;

    private final ByteBuffer in;

    FrameReader(byte[] bytes, int offset, int length) {
        this(ByteBuffer.wrap(bytes, offset, length).slice());
    }

    private FrameReader(ByteBuffer in) {
        this.in = in;
    }

    /** How one item of a list is read. */
    @FunctionalInterface
    interface Item<T> {
        T read(FrameReader in) throws BadFrame;
    }

    int octet() throws BadFrame {
        return need(1).get() & 0xff;
    }

    boolean flag() throws BadFrame {
        int value = octet();
        if (value > 1) {
            throw new BadFrame("a yes or no is neither 0 nor 1");
        }
        return value == 1;
    }

    long number() throws BadFrame {
        long value = 0;
        for (int at = 0; at < NUMBER_BYTES_MAX; at++) {
            int octet = octet();
            value |= (long) (octet & 0x7f) << (7 * at);
            if (octet < 0x80) {
                if (at == NUMBER_BYTES_MAX - 1 && octet > 1) {
                    break;
                }
                return value;
            }
        }
        throw new BadFrame("a number has more than 64 bits");
    }

    /** A number from {@code least} to the largest int. */
    int whole(int least) throws BadFrame {
        long value = number();
        if (value < least || value > Integer.MAX_VALUE) {
            throw new BadFrame("a number is out of its range");
        }
        return (int) value;
    }

    /** A number from {@code least} on. */
    long atLeast(long least) throws BadFrame {
        long value = number();
        if (value < least) {
            throw new BadFrame("a number is out of its range");
        }
        return value;
    }

    int bits() throws BadFrame {
        return need(4).getInt();
    }

    String text() throws BadFrame {
        String text = textOrNull();
        if (text == null) {
            throw new BadFrame("a text is missing");
        }
        return text;
    }

    @Nullable
    String textOrNull() throws BadFrame {
        int length = whole(0);
        return length == 0 ? null : utf8(length - 1);
    }

    Hash hash() throws BadFrame {
        byte[] hash = new byte[Hash.BYTES];
        need(hash.length).get(hash);
        return Hash.of(hash);
    }

    Stream stream() throws BadFrame {
        return new Stream(lane(), bits());
    }

    LaneId lane() throws BadFrame {
        String name = text();
        try {
            return new LaneId(name);
        } catch (IllegalArgumentException e) {
            throw new BadFrame("a lane has a name that no lane can have");
        }
    }

    /** A part of known length, to be read for itself. */
    FrameReader part() throws BadFrame {
        int length = whole(0);
        FrameReader part = new FrameReader(need(length).slice().limit(length));
        in.position(in.position() + length);
        return part;
    }

    <T> List<T> list(Item<T> one) throws BadFrame {
        int count = whole(0);
        if (count > LIST_MAX) {
            throw new BadFrame("a list has more than " + LIST_MAX + " items");
        }
        if (count > in.remaining()) {
            throw new BadFrame("a list is longer than its message");
        }
        List<T> items = new ArrayList<>(count);
        for (int at = 0; at < count; at++) {
            items.add(one.read(this));
        }
        return items;
    }

    /** To be called behind the last known field. @param newer whether the writer may know fields that we do not */
    void end(boolean newer) throws BadFrame {
        if (in.hasRemaining() && !newer) {
            throw new BadFrame("bytes are left behind the last field");
        }
    }

    private ByteBuffer need(int length) throws BadFrame {
        if (in.remaining() < length) {
            throw new BadFrame("it ends in the middle of a field");
        }
        return in;
    }

    // A replacement letter in the result is either one that was sent or the trace of broken bytes; only then look
    // closely.
    private String utf8(int length) throws BadFrame {
        ByteBuffer bytes = need(length).slice().limit(length);
        in.position(in.position() + length);
        String text = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        if (text.indexOf('\ufffd') >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(bytes);
            } catch (CharacterCodingException e) {
                throw new BadFrame("a text is not UTF-8");
            }
        }
        return text;
    }
}
