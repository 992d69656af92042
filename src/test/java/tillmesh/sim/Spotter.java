package tillmesh.sim;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.desk.Line;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Notice.AckOk;
import tillmesh.protocol.Notice.AckRefused;
import tillmesh.protocol.Notice.LeaseGranted;

/** Not a rule: sees that the cases which the rules are about do happen. */
final class Spotter implements Checker {
    private final Sightings seen;
    private final Map<String, Grant> grants = new HashMap<>();
    private boolean full;

    private record Grant(String device, Line line) {}

    Spotter(Sightings seen) {
        this.seen = seen;
    }

    @Override
    public void told(Telling telling) {
        Notice notice = telling.notice();
        if (notice instanceof Notice.Conflict) {
            seen.saw(Sighting.CONFLICT);
        } else if (notice instanceof Notice.AuthFail) {
            seen.saw(Sighting.SIGN_IN_REFUSED);
        } else if (notice instanceof AckRefused refused) {
            refused(refused);
        } else if (notice instanceof AckOk ack && ack.entryId() != null && full) {
            seen.saw(Sighting.DISK_TAKES_AGAIN);
            full = false;
        } else if (notice instanceof LeaseGranted granted) {
            Grant grant = new Grant(telling.device(), telling.line());
            @Nullable Grant before = grants.put(granted.posReference(), grant);
            if (before != null && before.device.equals(grant.device) && !before.line.equals(grant.line)) {
                seen.saw(Sighting.LEASE_KEPT_IN_GRACE);
            }
        } else if (notice instanceof Notice.LeaseRevoked revoked) {
            grants.remove(revoked.posReference());
        }
    }

    private void refused(AckRefused refused) {
        if (refused.code().equals("ALREADY_PAID")) {
            seen.saw(Sighting.PAID_STAYS_PAID);
        } else if (refused.code().equals("DISK") && refused.reason().contains("full")) {
            seen.saw(Sighting.DISK_FULL);
            full = true;
        }
    }

    @Override
    public void opened(SimNode node, DiskView disk) {
        if (!disk.leases().isEmpty()) {
            seen.saw(Sighting.LEASE_RESTORED);
        }
    }

    @Override
    public void looked(SimNode node, DiskView disk) {
        Map<Long, DiskView.Row> entries = new HashMap<>();
        disk.entries().forEach(row -> entries.put(row.id(), row));
        for (DiskView.Order order : disk.orders()) {
            DiskView.@Nullable Row head = entries.get(order.entry());
            if (order.paid() && head != null && head.entry().draft().token() == null) {
                seen.saw(Sighting.PAID_WITHOUT_LEASE);
            }
        }
    }
}
