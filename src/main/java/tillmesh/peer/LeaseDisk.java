package tillmesh.peer;

import java.util.List;
import tillmesh.lease.Ballot;
import tillmesh.lease.Fact;

/**
 * Where the register keeps what it must not forget: the journal in production, a disk with faults in the simulator. Every
 * write belongs to the note that runs and is durable when the burst's commit returned. Loop thread only.
 */
public interface LeaseDisk {
    /** What stood there when the process started. Before the loop starts. */
    Kept read();

    /** The highest ballot that was promised. @throws tillmesh.fault.Fault when the disk does not take it */
    void promised(Ballot ballot);

    /** From now on this disk knows what the shop knows. @throws tillmesh.fault.Fault when the disk does not take it */
    void whole();

    /** Stores a fact over what stood under its key. @throws tillmesh.fault.Fault when the disk does not take it */
    void put(Fact fact);

    /** Forgets a fact. @throws tillmesh.fault.Fault when the disk does not take it */
    void drop(String key);

    /**
     * What a disk held.
     *
     * @param promised {@link Ballot#NONE} when nothing was promised yet
     * @param whole whether it ever learned what the shop knows; false on an empty disk
     * @param facts in no order; what is left of sessions means nothing
     */
    record Kept(Ballot promised, boolean whole, List<Fact> facts) {
        /** Takes a copy. */
        public Kept {
            facts = List.copyOf(facts);
        }
    }
}
