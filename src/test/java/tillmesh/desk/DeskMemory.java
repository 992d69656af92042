package tillmesh.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tillmesh.lease.Lease;
import tillmesh.lease.Resource;
import tillmesh.shop.OrderRef;
import tillmesh.shop.ScreenId;

/** Lets the simulator's checkers look at what a desk holds in memory. */
public final class DeskMemory {
    private DeskMemory() {}

    /** All leases and locks. */
    public static List<Lease> leases(Desk desk) {
        return Stream.concat(desk.rooms().orderLeases().all().stream(), desk.rooms().tableLocks().all().stream())
                .toList();
    }

    /** What screens of this lane may write under now, agreed by a majority; by whom. */
    public static Map<Resource, ScreenId> firm(Desk desk) {
        Map<Resource, ScreenId> firm = new HashMap<>();
        for (LeaseKeeper keeper :
                List.of(desk.rooms().orderLeases(), desk.rooms().tableLocks())) {
            keeper.live().stream()
                    .filter(lease -> keeper.holds(lease.holder(), lease.resource()) && !keeper.provisional(lease))
                    .forEach(lease -> firm.put(lease.resource(), lease.holder().screen()));
        }
        return firm;
    }

    /** The version that the shelf says an order has. */
    public static long version(Desk desk, String ref) {
        return desk.rooms().orders().version(new OrderRef(ref));
    }

    /** The lines that somebody is signed in on. */
    public static List<Line> lines(Desk desk) {
        return desk.rooms().roll().all().stream().map(Terminal::line).toList();
    }
}
