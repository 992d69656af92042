package tillmesh.lease;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.shop.ScreenId;

/** The leases in force, in memory. Loop thread only; whoever changes it also writes the disk and registers the undo. */
public final class LeaseBook {
    private final Map<Resource, Lease> leases = new LinkedHashMap<>();

    /** The lease on a resource, also one whose time is over but which nobody has cleared; null when there is none. */
    public @Nullable Lease of(Resource resource) {
        return leases.get(resource);
    }

    /** Puts a lease, or takes it away with null. @return what stood there before, or null */
    public @Nullable Lease put(Resource resource, @Nullable Lease lease) {
        return lease == null ? leases.remove(resource) : leases.put(resource, lease);
    }

    /** All leases of a kind, in the order in which their resources were first taken. A copy. */
    public List<Lease> all(Resource.Kind kind) {
        return leases.values().stream()
                .filter(lease -> lease.resource().kind() == kind)
                .toList();
    }

    /** What a screen holds. A copy. */
    public List<Lease> of(ScreenId screen) {
        return leases.values().stream()
                .filter(lease -> lease.holder().screen().equals(screen))
                .toList();
    }

    /** Leases of a kind whose time is over. A copy. */
    public List<Lease> over(Resource.Kind kind, long nowMillis) {
        List<Lease> over = new ArrayList<>();
        for (Lease lease : leases.values()) {
            if (lease.resource().kind() == kind && lease.over(nowMillis)) {
                over.add(lease);
            }
        }
        return over;
    }
}
