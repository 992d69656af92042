package tillmesh.journal;

/**
 * A newest version of an order that lost against its head: written while its lane and others were cut off from each other.
 *
 * @param posReference which order
 * @param entry local number of the entry that holds it
 * @param version its number on its own lane
 */
public record Branch(String posReference, long entry, long version) {
    long seal() {
        return Seal.of("branch", posReference, entry, version);
    }

    /** A row as stored. */
    record Row(String posReference, long entry, long version, long seal) {
        Branch branch() {
            Branch branch = new Branch(posReference, entry, version);
            Seal.check(seal, branch.seal(), "a branch of an order");
            return branch;
        }
    }
}
