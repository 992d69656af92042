package tillmesh.lease;

/** How much a disk can still know of what it once promised. */
public enum Recall {
    /** Everything: its word counts. */
    WHOLE,
    /**
     * It began empty, but so long ago that every session which it may have voted for is over. It counts for those who asked
     * it to promise since, and for nobody from before.
     */
    WAITED,
    /** It began empty a moment ago and may have been wiped: its word counts for nothing yet. */
    LOST
}
