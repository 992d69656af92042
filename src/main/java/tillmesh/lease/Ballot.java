package tillmesh.lease;

/**
 * The right to propose, of one life of one lane's process. Ordered by epoch, then lane, then boot: two candidates may pick
 * the same epoch at the same moment, and still one of them is above the other.
 *
 * @param epoch 40 bits; above every epoch that its owner had heard of
 * @param lane 16 bits; number of the lane
 * @param boot 24 bits; random, another one in every life of the process
 */
public record Ballot(long epoch, int lane, int boot) implements Comparable<Ballot> {
    /** Below every real ballot: nothing was ever promised. */
    public static final Ballot NONE = new Ballot(0, 0, 0);

    /** @throws IllegalArgumentException when a component does not fit its bits */
    public Ballot {
        if (epoch >>> 40 != 0 || lane >>> 16 != 0 || boot >>> 24 != 0) {
            throw new IllegalArgumentException("ballot out of range");
        }
    }

    /** A fencing token under this ballot. @param count another one for each token */
    public Token token(long count) {
        return new Token(epoch, lane, boot, count);
    }

    /** 20 hex digits, big-endian: text order is ballot order. */
    public String hex() {
        return token(0).hex().substring(0, 20);
    }

    /** Reads {@link #hex()}. @throws IllegalArgumentException when it is not 20 hex digits */
    public static Ballot parse(String hex) {
        Token token = Token.parse(hex + "000000000000");
        return new Ballot(token.epoch(), token.lane(), token.boot());
    }

    @Override
    public int compareTo(Ballot other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        int byLane = byEpoch != 0 ? byEpoch : Integer.compare(lane, other.lane);
        return byLane != 0 ? byLane : Integer.compare(boot, other.boot);
    }
}
