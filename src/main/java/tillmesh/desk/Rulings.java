package tillmesh.desk;

import tillmesh.lease.Claim;
import tillmesh.lease.Lease;
import tillmesh.lease.Resource;
import tillmesh.peer.LeaseListener;

/** What the shop decides about things that screens of this lane have. Loop thread, within the note that heard it. */
final class Rulings implements LeaseListener {
    private final Rooms rooms;
    private final NodeFacts node;

    Rulings(Rooms rooms, NodeFacts node) {
        this.rooms = rooms;
        this.node = node;
    }

    private boolean order(Resource resource) {
        return resource.kind() == Resource.Kind.ORDER;
    }

    @Override
    public void revoked(Claim claim, String by) {
        if (!claim.resource().kind().ofScreens()) {
            // Who uploads looks each time whether it still may.
            return;
        }
        (order(claim.resource()) ? rooms.orderGrants() : rooms.tableGrants()).revoked(claim, by);
    }

    @Override
    public boolean keeps(Claim claim) {
        if (!claim.resource().kind().ofScreens()) {
            return false;
        }
        LeaseKeeper keeper = order(claim.resource()) ? rooms.orderLeases() : rooms.tableLocks();
        Lease lease = keeper.of(claim.resource());
        return lease != null && claim.by(lease.holder());
    }

    @Override
    public void tablesChanged() {
        rooms.locks().changedElsewhere();
    }

    @Override
    public void alarm(String sentence) {
        node.alarm(sentence);
    }
}
