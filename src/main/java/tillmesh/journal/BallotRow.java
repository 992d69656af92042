package tillmesh.journal;

/** The one row of table {@code ballot}: the newest epoch of fencing tokens. */
record BallotRow(long epoch) {
    long seal() {
        return Seal.of("ballot", epoch);
    }

    /** A row as stored. */
    record Row(long epoch, long seal) {
        long checked() {
            Seal.check(seal, new BallotRow(epoch).seal(), "the epoch of the tokens");
            return epoch;
        }
    }
}
