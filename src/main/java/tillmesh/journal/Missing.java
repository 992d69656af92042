package tillmesh.journal;

/**
 * Entries that this lane once had and has no more.
 *
 * @param origin the lane that wrote them
 * @param incarnation in which life, 32 bits
 * @param fromSeq first number, inclusive
 * @param toSeq last number, inclusive
 * @param foundAt wall-clock milliseconds
 * @param why one sentence
 */
public record Missing(String origin, int incarnation, long fromSeq, long toSeq, long foundAt, String why) {
    /** {@code L1-5f3a90c1-7..9}. */
    public String range() {
        return origin + "-" + String.format("%08x", incarnation) + "-" + fromSeq + ".." + toSeq;
    }
}
