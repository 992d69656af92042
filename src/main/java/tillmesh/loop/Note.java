package tillmesh.loop;

import tillmesh.fault.Fault;

/** One piece of work for the loop thread. */
@FunctionalInterface
public interface Note {
    /** Does the work, on the loop thread, inside the burst's transaction. May throw {@link Fault}; anything else ends the node. */
    void run();

    /**
     * Told on the loop thread, after the burst, when the work was undone (its own fault, or the commit of its burst
     * failed). Nothing of it is on disk, in memory or outside. Does not run in a transaction; must not throw.
     */
    default void failed(Fault why) {}
}
