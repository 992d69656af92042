package tillmesh.peer;

import java.util.List;
import java.util.Objects;
import tillmesh.lease.Claim;
import tillmesh.lease.Resource;
import tillmesh.lease.Roster;
import tillmesh.lease.Standing;

/** ML12: a few seconds after the last fault every resource has one holder at most, and everybody knows who votes. */
final class MeshAgreement {
    private final MeshWorld world;

    MeshAgreement(MeshWorld world) {
        this.world = world;
    }

    void check() {
        for (int number = 0; number < 2; number++) {
            oneHolder(MeshWorld.order(number));
        }
        oneRoster();
    }

    private void oneHolder(Resource resource) {
        List<MeshLane> holders = world.lanes().stream()
                .filter(lane -> lane.register().clerk().claim(resource) != null)
                .toList();
        if (holders.size() > 1) {
            violation(
                    resource + " is with " + holders.stream().map(MeshLane::id).toList());
        }
        for (MeshLane lane : holders) {
            Claim claim = Objects.requireNonNull(lane.register().clerk().claim(resource));
            Standing standing = lane.register().clerk().valid(resource, Objects.requireNonNull(claim.holder()));
            if (standing != Standing.FIRM) {
                violation(lane.id() + " has " + claim + " only as " + standing);
            }
        }
    }

    private void oneRoster() {
        long rosters = world.lanes().stream()
                .map(lane -> lane.register().roster())
                .map(roster -> roster == null ? List.of() : roster.seats())
                .distinct()
                .count();
        Roster roster = world.lane(0).register().roster();
        if (rosters != 1
                || roster == null
                || roster.seats().size() != world.lanes().size()) {
            violation("the lanes know " + rosters + " rosters, the first " + roster);
        }
    }

    private void violation(String what) {
        world.checks().violation("ML12", what);
    }
}
