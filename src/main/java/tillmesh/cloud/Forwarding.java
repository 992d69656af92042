package tillmesh.cloud;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Claim;
import tillmesh.lease.Holder;
import tillmesh.lease.Resource;
import tillmesh.lease.Standing;
import tillmesh.loop.Loop;
import tillmesh.peer.LeaseRegister;
import tillmesh.shop.LaneId;
import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;

/**
 * Which lane brings the whole shop's orders to a cloud that takes one thing at a time: the one with a firm lease on it, so
 * that two parts of a shop that is cut apart never both do. A lane that has no others does it without asking. Loop thread only.
 */
final class Forwarding {
    private static final long AGAIN_MILLIS = 10_000;
    /** After so many failures, half a minute of them, a lane lets another one try: it may have lost its own line. */
    static final int FAILURES_MOST = 6;
    /** And leaves it this much time to. */
    static final long COURTESY_MILLIS = 60_000;

    private final Loop loop;
    private final @Nullable LeaseRegister register;
    private final Holder holder;
    private final Set<String> mine = new HashSet<>();
    private final Map<String, Long> notBefore = new HashMap<>();

    /** @param register null in a lane that is the whole shop */
    Forwarding(Loop loop, @Nullable LeaseRegister register, LaneId own) {
        this.loop = loop;
        this.register = register;
        this.holder = new Holder(new ScreenId("lane " + own), 0, Role.CASHIER, "");
    }

    /** Whether this lane brings it what the shop wrote. To be asked before each batch. */
    boolean mine(String cloud) {
        LeaseRegister shop = register;
        return shop == null || shop.clerk().valid(Resource.forward(cloud), holder) == Standing.FIRM;
    }

    /** Asks for the lease, or gives it back. Within a note. @param wanted whether something waits for the cloud */
    void tick(Way way, boolean wanted) {
        String cloud = way.name();
        LeaseRegister shop = register;
        if (shop != null) {
            Claim claim = shop.clerk().claim(Resource.forward(cloud));
            if (claim == null && wanted && loop.millis() >= notBefore.getOrDefault(cloud, 0L)) {
                notBefore.put(cloud, loop.millis() + AGAIN_MILLIS);
                // What the answer is shows when the clerk is asked; a lane that is denied asks again, its holder may
                // die.
                shop.ask(Resource.forward(cloud), holder, false, verdict -> {});
            } else if (claim != null
                    && way.breaker().failures() >= FAILURES_MOST
                    && way.turn().free()) {
                notBefore.put(cloud, loop.millis() + COURTESY_MILLIS);
                shop.release(Resource.forward(cloud));
            }
        }
        boolean before = mine.contains(cloud);
        if (mine(cloud) && !before) {
            mine.add(cloud);
            way.cloud().takenOver();
        } else if (!mine(cloud) && before) {
            mine.remove(cloud);
        }
    }
}
