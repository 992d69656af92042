package tillmesh.journal;

/**
 * Somebody whom the back office let in.
 *
 * @param tokenHash hash of what was shown, hex
 * @param uid the person's number there
 * @param name for people to read
 * @param role its wire name
 * @param verifiedAt when the back office said so, wall-clock milliseconds
 */
public record VerifiedRow(String tokenHash, int uid, String name, String role, long verifiedAt) {
    long seal() {
        return Seal.of("verified", tokenHash, uid, name, role, verifiedAt);
    }

    /** A row as stored. */
    record Row(String tokenHash, int uid, String name, String role, long verifiedAt, long seal) {
        VerifiedRow checked() {
            VerifiedRow row = new VerifiedRow(tokenHash, uid, name, role, verifiedAt);
            Seal.check(seal, row.seal(), "the memory of a sign-in");
            return row;
        }
    }
}
