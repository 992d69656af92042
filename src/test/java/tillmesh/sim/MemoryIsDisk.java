package tillmesh.sim;

import java.util.HashMap;
import java.util.Map;
import tillmesh.desk.DeskMemory;
import tillmesh.protocol.Request;

/** Between bursts the leases and orders in memory are those on the disk: nothing of a failed note is left. */
final class MemoryIsDisk implements Checker {
    private final Map<String, Long> spoken = new HashMap<>();

    @Override
    public void asked(Asked asked) {
        if (asked.request() instanceof Request.SaveOrder save) {
            spoken.put(save.order().text(), 0L);
        } else if (asked.request() instanceof Request.FinalizeOrder finalize) {
            spoken.put(finalize.order().text(), 0L);
        }
    }

    @Override
    public void looked(SimNode node, DiskView disk) {
        Map<String, String> stored = new HashMap<>();
        disk.leases()
                .forEach(lease -> stored.put(lease.kind() + " " + lease.key(), lease.screen() + " " + lease.token()));
        Map<String, String> held = new HashMap<>();
        DeskMemory.leases(node.desk())
                .forEach(lease -> held.put(
                        lease.resource().kind() + " " + lease.resource().key(),
                        lease.holder().screen() + " " + lease.token().hex()));
        Violation.unless(stored.equals(held), "leases on the disk %s, in memory %s", stored, held);
        Map<String, Long> versions = new HashMap<>(spoken);
        disk.orders().forEach(order -> versions.put(order.ref(), order.version()));
        versions.forEach((ref, version) -> {
            long shelf = DeskMemory.version(node.desk(), ref);
            Violation.unless(shelf == version, "%s has version %d on the disk, %d in memory", ref, version, shelf);
        });
    }
}
