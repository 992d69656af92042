package tillmesh.sim;

import tillmesh.desk.Line;

/** Watches one rule over a whole shop-day and throws {@link Violation} when it is broken. Knows nothing of the faults. */
interface Checker {
    /** A frame has reached the node. */
    default void asked(Asked asked) {}

    /** The node has said something. */
    default void told(Telling telling) {}

    /** A line is closed, and the node was told or is gone. */
    default void closed(Line line) {}

    /** The copies on a peer's disk no longer count, from some moment between the two calls. @param done the second call */
    default void storeGone(boolean done) {}

    /** A life of the node has ended, in whatever way. */
    default void died(SimNode node) {}

    /** The node is there again; before anybody speaks to it. */
    default void opened(SimNode node, DiskView disk) {}

    /** A moment between two bursts. */
    default void looked(SimNode node, DiskView disk) {}
}
