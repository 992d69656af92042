package tillmesh.sim;

import java.util.HashMap;
import java.util.Map;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;

/** MR1: one content under one name, in the whole shop and for ever. */
final class OneContent {
    private final Map<EntryId, Hash> known = new HashMap<>();

    void look(MeshLane lane, DiskView disk) {
        if (lane.node() == null) {
            return;
        }
        for (DiskView.Row row : disk.entries()) {
            Hash before = known.putIfAbsent(row.entry().id(), row.entry().hash());
            Violation.unless(
                    before == null || before.equals(row.entry().hash()),
                    "MR1: %s has two contents, seen on %s",
                    row.entry().id(),
                    lane.lane());
        }
    }
}
