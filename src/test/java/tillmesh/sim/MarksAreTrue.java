package tillmesh.sim;

import java.util.List;
import tillmesh.entry.EntryId;
import tillmesh.journal.Marks;

/**
 * MR3: when a lane says that another one has an entry, it is on that lane's disk at this moment. Disks that were lost since
 * are left out: their lane is heard of with the next meeting.
 */
final class MarksAreTrue {
    private final List<MeshLane> lanes;
    private final Disks disks;

    MarksAreTrue(List<MeshLane> lanes, Disks disks) {
        this.lanes = lanes;
        this.disks = disks;
    }

    void look(MeshLane lane) {
        SimNode node = lane.node();
        if (node == null || node.committed() == 0) {
            return;
        }
        Marks marks = node.journal().marks();
        for (MeshLane other : lanes) {
            // The disk of a lane that is down may have been changed; whether it is the same one shows at its start.
            boolean there = other != lane && other.node() != null;
            long upto = !there ? 0 : marks.peers().keptBy(other.lane().name(), node.stream());
            if (upto > 0
                    && marks.peers().runsOn(other.lane().name(), disks.of(other).storeId())) {
                Violation.unless(
                        disks.entries(other).contains(new EntryId(node.stream(), upto)),
                        "MR3: %s counts on %s for %s-%d, which is not there",
                        lane.lane(),
                        other.lane(),
                        node.stream(),
                        upto);
            }
        }
    }
}
