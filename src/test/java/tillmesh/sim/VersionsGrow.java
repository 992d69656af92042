package tillmesh.sim;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Topics;
import tillmesh.protocol.Notice;

/** Versions of an order grow by one, each made from the one before; no screen ever hears of an older one than before. */
final class VersionsGrow implements Checker {
    private final Map<Ear, Long> heard = new HashMap<>();

    private record Ear(String device, String ref) {}

    /** The newest version of an order. */
    private record Head(long version, long entry, String name) {}

    /** Whether the entry is a version of an order. */
    static boolean isVersion(Draft draft) {
        return draft.topic().equals(Topics.ORDER_SNAPSHOT) || draft.topic().equals(Topics.ORDER_PAID);
    }

    @Override
    public void told(Telling telling) {
        Notice notice = telling.notice();
        if (notice instanceof Notice.OrderUpdated updated) {
            heard(telling, updated.posReference(), updated.version());
        } else if (notice instanceof Notice.Conflict conflict) {
            heard(telling, conflict.posReference(), conflict.hubVersion());
        } else if (notice instanceof Notice.LeaseGranted granted) {
            heard(telling, granted.posReference(), granted.version());
        } else if (notice instanceof Notice.SyncInit sync) {
            sync.orders().forEach(order -> heard(telling, order.posReference(), order.version()));
        }
    }

    private void heard(Telling telling, String ref, long version) {
        long before = heard.merge(new Ear(telling.device(), ref), version, Math::max);
        Violation.unless(
                version >= before, "%s heard of %s version %d after %d", telling.device(), ref, version, before);
    }

    @Override
    public void looked(SimNode node, DiskView disk) {
        Map<String, Head> heads = new HashMap<>();
        for (DiskView.Row row : disk.entries()) {
            Draft draft = row.entry().draft();
            if (isVersion(draft)) {
                String ref = String.valueOf(draft.subject());
                @Nullable
                Head before = heads.put(
                        ref,
                        new Head(draft.version(), row.id(), row.entry().id().toString()));
                long expected = before == null ? 1 : before.version + 1;
                Violation.unless(
                        draft.version() == expected, "%s has version %d after %d", ref, draft.version(), expected - 1);
                @Nullable String base = before == null ? null : before.name;
                Violation.unless(
                        java.util.Objects.equals(draft.base(), base),
                        "%s is not made from %s",
                        row.entry().id(),
                        base);
            }
        }
        Violation.unless(heads.size() == disk.orders().size(), "the journal and the shelf have other orders");
        for (DiskView.Order order : disk.orders()) {
            @Nullable Head head = heads.get(order.ref());
            Violation.unless(
                    head != null && head.version == order.version() && head.entry == order.entry(),
                    "the head of %s is %s, the newest entry is %s",
                    order.ref(),
                    order,
                    head);
        }
    }
}
