package tillmesh.peer;

import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.journal.Journal.Appended;

/** What the rest of the node is told about what came from other lanes. Loop thread, within the note that writes it. */
public interface Arrivals {
    /** An entry of another life is kept; the tables that screens read follow it in the same transaction. */
    void arrived(Appended appended);

    /** How far entries of a stream have come may have changed. @param after numbers above this one @param upto and up to this one */
    void moved(Stream stream, long after, long upto);

    /** Other lanes are here than before. */
    void lanesChanged();

    /** Another lane has something for all screens that is not kept. */
    void relayed(String kind, String payload);

    /** Another living process runs under this node's lane id and was here first: this one must end. */
    void twin(PeerId other);

    /** The disk did not take what came; it will come again. */
    void setback(Fault why);

    /** Something happened that a person must look at. @param what one sentence with a hint */
    void alarm(String what);
}
