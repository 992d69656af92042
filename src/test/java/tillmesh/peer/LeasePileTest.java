package tillmesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tillmesh.peer.MeshShop.ORDER;
import static tillmesh.peer.MeshShop.asks;
import static tillmesh.peer.MeshShop.cutOff;
import static tillmesh.peer.MeshShop.shop;
import static tillmesh.peer.MeshShop.standing;
import static tillmesh.peer.MeshShop.untilFirm;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tillmesh.lease.Ballot;
import tillmesh.lease.Claim;
import tillmesh.lease.FactText;
import tillmesh.lease.Resource;
import tillmesh.lease.Standing;
import tillmesh.shop.Role;

/** What was given back is forgotten soon, and does not come back to life. */
class LeasePileTest {
    private static final int PROMISE_BYTES = 12_000;
    private final MeshSabotage none = MeshSabotage.NOTHING;

    @Test
    void a_promise_after_five_thousand_orders_is_as_small_as_after_a_hundred() {
        MeshWorld world = shop(3, none);

        takenAndGivenBack(world, 5_000, 0, 1, 2);

        for (MeshLane lane : world.lanes()) {
            assertTrue(promiseBytes(lane) < PROMISE_BYTES, () -> lane.id() + " keeps " + promiseBytes(lane) + " bytes");
        }
    }

    @Test
    void a_lane_that_is_away_makes_nobody_remember_what_was_given_back() {
        MeshWorld world = shop(3, none);
        cutOff(world, 2);
        world.noticed(300, 1_000);
        world.pass(20_000);

        takenAndGivenBack(world, 1_000, 0, 1);
        takenAndGivenBack(world, 1_000, 2);

        for (MeshLane lane : world.lanes()) {
            assertTrue(promiseBytes(lane) < PROMISE_BYTES, () -> lane.id() + " keeps " + promiseBytes(lane) + " bytes");
        }
    }

    @Test
    void what_is_held_meanwhile_is_still_held() {
        MeshWorld world = shop(3, none);
        asks(world, 1);

        takenAndGivenBack(world, 500, 0, 2);
        world.lane(0).kill();
        world.noticed(300, 1_000);
        world.pass(3_000);
        asks(world, 2);

        assertEquals(Standing.FIRM, standing(world, 1));
        assertNull(standing(world, 2));
    }

    @Test
    void a_claim_that_one_disk_believes_in_does_not_come_back_when_all_others_have_forgotten_that_it_was_given_back() {
        assertEquals(List.of(), claimThatOneDiskBelievesIn(none));
    }

    @Test
    void to_forget_what_was_given_back_without_knowing_as_of_when_would_bring_it_back_under_its_old_token() {
        List<String> violations = claimThatOneDiskBelievesIn(MeshSabotage.OVER_UNKNOWN);

        assertTrue(violations.stream().anyMatch(violation -> violation.startsWith("ML3")), violations::toString);
    }

    @Test
    void what_was_under_way_until_it_was_forgotten_is_not_stored_any_more() {
        MeshWorld world = shop(3, none);
        asks(world, 1);
        Claim held = fact(world.lane(2));
        world.lane(1).release(ORDER);
        takenAndGivenBack(world, 200, 0, 1, 2);
        assertNull(fact(world.lane(2)));

        var late =
                new LeaseMessage.Accept(held.version().ballot(), held.version().op(), List.of(held));
        world.lane(2).hear(world.lane(0).me(), late);

        assertNull(fact(world.lane(2)));
    }

    @Test
    void a_lane_that_slept_while_others_had_its_order_and_gave_it_back_is_told_that_it_lost_it() {
        MeshWorld world = shop(3, none);
        asks(world, 1);
        world.pause(world.lane(1), 60_000, true);
        world.noticed(6_000, 7_000);
        world.pass(20_000);
        asks(world, 2);
        assertEquals(Standing.FIRM, standing(world, 2));
        world.lane(2).release(ORDER);
        takenAndGivenBack(world, 200, 0, 2);

        world.pass(30_000);

        assertNull(world.lane(1).register().clerk().claim(ORDER));
        assertEquals(1, world.lane(1).told.size());
    }

    /** The third disk missed that the order was given back, and then everything else; only with it there is a majority again. */
    private static List<String> claimThatOneDiskBelievesIn(MeshSabotage sabotage) {
        MeshWorld world = shop(3, sabotage);
        asks(world, 2);
        cutOff(world, 1);
        world.noticedBy(1);
        world.lane(2).release(ORDER);
        world.pass(300);
        asks(world, 0);
        world.lane(0).write(ORDER);
        world.lane(0).release(ORDER);
        takenAndGivenBack(world, 300, 0, 2);
        assertNull(fact(world.lane(0)));
        assertNull(fact(world.lane(2)));
        assertEquals(1, Objects.requireNonNull(fact(world.lane(1)).holder()).uid());

        // Who had it first is started anew, so that it knows of no token, and asks for it again.
        world.heal();
        world.lane(0).kill();
        world.reboot(world.lane(2), 1_000, false);
        world.noticed(300, 1_000);
        Ballot before = world.lane(1).disk().read().promised();
        while (world.lane(1).disk().read().promised().equals(before)) {
            world.pass(1);
        }
        untilFirm(world, 2, 10_000);
        world.lane(2).write(ORDER);
        assertEquals(Standing.FIRM, standing(world, 2));
        return world.checks().violations();
    }

    private static Claim fact(MeshLane lane) {
        return (Claim) lane.disk().durable("claim/ORDER/firm/" + ORDER.key());
    }

    private static void takenAndGivenBack(MeshWorld world, int orders, int... lanes) {
        for (int i = 0; i < orders; i++) {
            MeshLane lane = world.lane(lanes[i % lanes.length]);
            Resource order = MeshWorld.order(1_000 + i);
            lane.ask(order, lane.screen(1, Role.CASHIER), false);
            world.pass(120);
            lane.release(order);
            world.pass(20);
        }
        world.pass(5_000);
    }

    private static int promiseBytes(MeshLane lane) {
        return lane.disk().read().facts().stream()
                .mapToInt(fact -> fact.key().length() + FactText.of(fact).length())
                .sum();
    }
}
