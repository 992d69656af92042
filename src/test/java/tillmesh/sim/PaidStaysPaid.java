package tillmesh.sim;

import java.util.HashSet;
import java.util.Set;
import tillmesh.entry.Draft;
import tillmesh.entry.Topics;
import tillmesh.protocol.Notice.SyncInit;
import tillmesh.protocol.SnapshotPeek;

/** L5: an order that was paid is never unpaid again, on the disk or in what screens are shown. */
final class PaidStaysPaid implements Checker {
    private final Set<String> paid = new HashSet<>();

    @Override
    public void told(Telling telling) {
        if (telling.notice() instanceof SyncInit sync) {
            sync.orders()
                    .forEach(order -> Violation.unless(
                            !paid.contains(order.posReference()),
                            "%s is paid and was shown as open",
                            order.posReference()));
        }
    }

    @Override
    public void looked(SimNode node, DiskView disk) {
        Set<String> now = new HashSet<>();
        for (DiskView.Row row : disk.entries()) {
            Draft draft = row.entry().draft();
            if (VersionsGrow.isVersion(draft)) {
                String ref = String.valueOf(draft.subject());
                boolean pays = draft.topic().equals(Topics.ORDER_PAID)
                        || SnapshotPeek.of(draft.payload()).paid();
                Violation.unless(pays || !now.contains(ref), "%s was paid and is open again", ref);
                if (pays) {
                    now.add(ref);
                }
            }
        }
        paid.addAll(now);
        for (DiskView.Order order : disk.orders()) {
            Violation.unless(order.paid() == now.contains(order.ref()), "%s is paid in one place only", order.ref());
        }
    }
}
