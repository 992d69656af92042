package tillmesh.lease;

/**
 * Which of two states of one fact is the newer: the later ballot, within a ballot the later round. Not the token: a record
 * that was renewed or given back keeps its token.
 *
 * @param ballot whose proposal it was
 * @param op number of the round within the ballot, from 1
 */
public record Version(Ballot ballot, long op) implements Comparable<Version> {
    /** Older than everything. */
    public static final Version NONE = new Version(Ballot.NONE, 0);

    /** 36 hex digits, big-endian: text order is the order of versions. */
    public String hex() {
        return ballot.hex() + String.format("%016x", op);
    }

    /** Reads {@link #hex()}. @throws IllegalArgumentException when it is not 36 hex digits */
    public static Version parse(String hex) {
        return new Version(Ballot.parse(hex.substring(0, 20)), Long.parseLong(hex.substring(20), 16));
    }

    @Override
    public int compareTo(Version other) {
        int byBallot = ballot.compareTo(other.ballot);
        return byBallot != 0 ? byBallot : Long.compare(op, other.op);
    }

    /** Whether this one is the newer. */
    public boolean after(Version other) {
        return compareTo(other) > 0;
    }
}
