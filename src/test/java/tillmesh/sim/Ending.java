package tillmesh.sim;

/** How a life of the node ends. */
enum Ending {
    /** The power fails while nothing is written. */
    CUT_IDLE,
    /** The power fails between two notes of a burst, of which one has written already. */
    CUT_MID_BURST,
    /** The power fails while a commit is written: any part of it may be on the disk. */
    CUT_IN_COMMIT,
    /** The power fails after the flush, before anybody was told. */
    CUT_BEFORE_EFFECTS,
    /** The power fails when some were told and others not. */
    CUT_AMID_EFFECTS,
    /** The power fails again right after the start. */
    CUT_AFTER_OPENING,
    /** The process is killed; the machine keeps what it has written. */
    KILL,
    /** Somebody stops it as it should be stopped. */
    CLEAN_STOP
}
