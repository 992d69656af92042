package tillmesh.journal;

/** A cloud refuses this entry for good. */
record SetAside(String cloud, long stream, long seq, String reason, int retryCount, long at) {
    long seal() {
        return Seal.of("set_aside", cloud, stream, seq, reason, retryCount, at);
    }

    /** A row as stored. */
    record Row(String cloud, long stream, long seq, String reason, int retryCount, long at, long seal) {
        SetAside row() {
            SetAside row = new SetAside(cloud, stream, seq, reason, retryCount, at);
            Seal.check(seal, row.seal(), "the note on a refused entry");
            return row;
        }
    }
}
