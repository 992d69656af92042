package tillmesh.journal;

/**
 * What this disk promised to those who grant leases.
 *
 * @param ballot the highest ballot, as text whose order is the order of ballots; empty when nothing was promised
 * @param whole whether the disk ever learned what the shop knows; an empty or repaired one did not
 */
public record PromiseRow(String ballot, boolean whole) {
    /** Of a disk that knows nothing. */
    static final PromiseRow NONE = new PromiseRow("", false);

    long seal() {
        return Seal.of("promise", ballot, whole);
    }

    /** A row as stored. */
    record Row(String ballot, boolean whole, long seal) {
        PromiseRow checked() {
            PromiseRow row = new PromiseRow(ballot, whole);
            Seal.check(seal, row.seal(), "what this disk promised");
            return row;
        }
    }
}
