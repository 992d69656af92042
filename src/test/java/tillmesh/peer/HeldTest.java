package tillmesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.lease.Ballot;
import tillmesh.lease.Claim;
import tillmesh.lease.Holder;
import tillmesh.lease.Home;
import tillmesh.lease.Resource;
import tillmesh.lease.Standing;
import tillmesh.lease.Version;
import tillmesh.loop.NoLedger;
import tillmesh.shop.LaneId;
import tillmesh.shop.OrderRef;
import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;

class HeldTest {
    /** Copied as a whole for each, so many would need about 80 GB. */
    private static final int MANY = 40_000;

    private final MeshLoop loop = new MeshLoop(new NoLedger(), () -> 0);
    private final Held held = new Held(loop);

    @Test
    void many_orders_taken_over_in_one_note_cost_no_more_than_themselves() {
        loop.run(() -> {
            for (int number = 0; number < MANY; number++) {
                held.put(claim("order-" + number, 1));
            }
        });

        assertEquals(MANY, held.all().size());
    }

    @Test
    void a_note_that_fails_leaves_what_was_held_before() {
        Claim first = claim("kept", 1);
        Claim second = claim("given back", 2);
        loop.run(() -> {
            held.put(first);
            held.put(second);
        });

        loop.run(() -> {
            held.put(claim("kept", 3));
            held.put(claim("kept", 4));
            held.remove(second.resource());
            held.put(claim("new", 5));
            throw new Fault(Remedy.RETRY, "the disk is full", "free it");
        });

        assertEquals(first, held.of(first.resource()));
        assertEquals(second, held.of(second.resource()));
        assertNull(held.of(claim("new", 5).resource()));
        assertEquals(2, held.all().size());
    }

    private static Claim claim(String order, long number) {
        Ballot ballot = new Ballot(1, 2, 3);
        Home home = new Home(new LaneId("L1"), "disk");
        Holder holder = new Holder(new ScreenId("T1"), 7, Role.CASHIER, "Till 1");
        Resource resource = Resource.order(new OrderRef(order));
        return new Claim(resource, Standing.FIRM, ballot.token(number), holder, home, new Version(ballot, number));
    }
}
