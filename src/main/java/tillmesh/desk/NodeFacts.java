package tillmesh.desk;

import java.util.List;
import tillmesh.entry.EntryId;
import tillmesh.fault.Fault;
import tillmesh.protocol.Problem;

/** What the desk shows but does not know: things of the node around it. Asked on the loop thread; answers at once. */
public interface NodeFacts {
    /** The program's version, {@code 0.1.0}. */
    String version();

    /** What is wrong with the node now, worst first. */
    List<Problem> troubles();

    /** What is not wrong yet and will be if nobody does anything; the board calls the lane well all the same. */
    List<Problem> worries();

    /** Other lanes or clouds may have more of what this lane wrote. Within a note. */
    void reached();

    /** Whether a cloud gives receipts, as far as it was asked lately. */
    boolean reachable(String cloud);

    /** Notes that wait now. */
    int queued();

    /** Notes done since the start. */
    long notes();

    /** Something happened that a person must look at. @param what one sentence with a hint */
    void alarm(String what);

    /** Somebody at another lane wants an entry to be sent again that a cloud refused. Within a note. */
    void wantedAgain(String cloud, EntryId entry);

    /** The node may not go on, and starting it again would not help. */
    void mustEnd(Fault why);

    /** A request or a round was undone because of trouble from outside; whoever runs the node obeys the remedy. */
    void setback(Fault why);
}
