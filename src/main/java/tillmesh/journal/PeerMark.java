package tillmesh.journal;

/** A disk of a lane has a stream up to here. @param alive false once that disk is known to be gone */
record PeerMark(String storeId, String lane, long stream, long upto, boolean alive) {
    /** The same, of a disk that is gone. */
    PeerMark gone() {
        return new PeerMark(storeId, lane, stream, upto, false);
    }

    long seal() {
        return Seal.of("peer_mark", storeId, lane, stream, upto, alive);
    }

    /** A row as stored. */
    record Row(String storeId, String lane, long stream, long upto, boolean alive, long seal) {
        PeerMark mark() {
            PeerMark mark = new PeerMark(storeId, lane, stream, upto, alive);
            Seal.check(seal, mark.seal(), "the mark of a lane");
            return mark;
        }
    }
}
