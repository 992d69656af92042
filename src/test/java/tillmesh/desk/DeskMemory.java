package tillmesh.desk;

import java.util.List;
import java.util.stream.Stream;
import tillmesh.lease.Lease;
import tillmesh.shop.OrderRef;

/** Lets the simulator's checkers look at what a desk holds in memory. */
public final class DeskMemory {
    private DeskMemory() {}

    /** All leases and locks. */
    public static List<Lease> leases(Desk desk) {
        return Stream.concat(desk.rooms().orderLeases().all().stream(), desk.rooms().tableLocks().all().stream())
                .toList();
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
