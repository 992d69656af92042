package tillmesh.desk;

import tillmesh.entry.Stream;
import tillmesh.lease.Token;

/**
 * Makes fencing tokens: each above all before it. The epoch was written to the disk before the first token of this life
 * was made; a token of a note that fails is lost, which does no harm. Loop thread only.
 */
final class TokenMint {
    private final long epoch;
    private final int lane;
    private final int boot;
    private long count;

    TokenMint(long epoch, Stream stream) {
        this.epoch = epoch;
        this.lane = stream.origin().name().hashCode() & 0xffff;
        this.boot = stream.incarnation() & 0xff_ffff;
    }

    Token next() {
        return new Token(epoch, lane, boot, ++count);
    }
}
