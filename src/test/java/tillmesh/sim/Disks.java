package tillmesh.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tillmesh.entry.EntryId;

/** What all disks of a shop say at one moment, between two happenings: each is read once, however many rules look at it. */
final class Disks {
    private final Map<MeshLane, DiskView> views = new HashMap<>();
    private final Map<MeshLane, Set<EntryId>> entries = new HashMap<>();

    /** All that a lane's file says. */
    DiskView of(MeshLane lane) {
        return views.computeIfAbsent(lane, MeshLane::look);
    }

    /** The names of the entries in it. */
    Set<EntryId> entries(MeshLane lane) {
        return entries.computeIfAbsent(lane, unread -> {
            Set<EntryId> names = new HashSet<>();
            of(lane).entries().forEach(row -> names.add(row.entry().id()));
            return names;
        });
    }
}
