package tillmesh.lease;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Fencing token: tokens of one resource only grow, and no two grants are equal, over crashes and restarts. Ordered by
 * ballot (epoch, lane, boot) and then by count; a plain number would not do, since two coordinators can pick the same one.
 *
 * @param epoch 40 bits; grows with every new granting life
 * @param lane 16 bits; number of the granting lane
 * @param boot 24 bits; random, tells apart two lives that picked one epoch
 * @param count 48 bits; grants within the ballot
 */
public record Token(long epoch, int lane, int boot, long count) implements Comparable<Token> {
    /** Below every token that was ever given: written under no token. */
    public static final Token NONE = new Token(0, 0, 0, 0);

    /** @throws IllegalArgumentException when a component does not fit its bits */
    public Token {
        if (epoch >>> 40 != 0 || lane >>> 16 != 0 || boot >>> 24 != 0 || count >>> 48 != 0) {
            throw new IllegalArgumentException("token out of range");
        }
    }

    /** 32 hex digits, big-endian: text order is token order. */
    public String hex() {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putLong(epoch << 24 | (long) lane << 8 | boot >>> 16);
        bytes.putLong((long) (boot & 0xffff) << 48 | count);
        return HexFormat.of().formatHex(bytes.array());
    }

    /** Reads {@link #hex()}. @throws IllegalArgumentException when it is not 32 hex digits */
    public static Token parse(String hex) {
        byte[] raw = HexFormat.of().parseHex(hex);
        if (raw.length != 16) {
            throw new IllegalArgumentException("a token has 32 hex digits");
        }
        ByteBuffer bytes = ByteBuffer.wrap(raw);
        long high = bytes.getLong();
        long low = bytes.getLong();
        int boot = (int) ((high & 0xff) << 16 | low >>> 48);
        return new Token(high >>> 24, (int) (high >>> 8 & 0xffff), boot, low & 0xffff_ffff_ffffL);
    }

    @Override
    public int compareTo(Token other) {
        return hex().compareTo(other.hex());
    }
}
