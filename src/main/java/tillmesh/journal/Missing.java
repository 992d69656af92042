package tillmesh.journal;

import tillmesh.entry.EntryId;

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

    /** Whether that entry is in this range. */
    boolean covers(EntryId id) {
        return origin.equals(id.stream().origin().name())
                && incarnation == id.stream().incarnation()
                && fromSeq <= id.seq()
                && toSeq >= id.seq();
    }

    /** Whether every entry of the other range is in this one. */
    boolean covers(Missing other) {
        return origin.equals(other.origin)
                && incarnation == other.incarnation
                && fromSeq <= other.fromSeq
                && toSeq >= other.toSeq;
    }

    long seal() {
        return Seal.of("missing", origin, incarnation, fromSeq, toSeq, foundAt, why);
    }

    /** A row as stored. */
    record Row(String origin, int incarnation, long fromSeq, long toSeq, long foundAt, String why, long seal) {
        Missing missing() {
            Missing missing = new Missing(origin, incarnation, fromSeq, toSeq, foundAt, why);
            Seal.check(seal, missing.seal(), "the list of what is missing");
            return missing;
        }
    }
}
