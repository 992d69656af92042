package tillmesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tillmesh.peer.MeshShop.ORDER;
import static tillmesh.peer.MeshShop.asks;
import static tillmesh.peer.MeshShop.deafen;
import static tillmesh.peer.MeshShop.shop;
import static tillmesh.peer.MeshShop.standing;
import static tillmesh.peer.MeshShop.untilFirm;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import tillmesh.lease.Claim;
import tillmesh.lease.Standing;
import tillmesh.shop.Role;
import tillmesh.sim.Dice;

/** Who has an order when lanes start, die, are wiped, and when somebody takes over. */
class LeaseScheduleTest {
    private final MeshSabotage none = MeshSabotage.NOTHING;

    @Test
    void a_shop_that_opens_is_firm_within_ten_seconds_and_knows_all_its_lanes() {
        MeshWorld world = new MeshWorld(new Dice(1), 4, none);

        world.pass(10_000);
        asks(world, 3);

        assertEquals(Standing.FIRM, standing(world, 3));
        assertEquals(
                4,
                Objects.requireNonNull(world.lane(0).register().roster())
                        .seats()
                        .size());
    }

    @Test
    void a_lane_that_has_met_nobody_grants_provisionally_and_at_once() {
        MeshWorld world = new MeshWorld(new Dice(1), 1, none);
        world.pass(1_000);

        world.lane(0).ask(ORDER, world.lane(0).screen(1, Role.CASHIER), false);

        assertEquals(Standing.PROVISIONAL, standing(world, 0));
    }

    @Test
    void the_order_of_a_killed_lane_is_free_within_its_session_and_five_seconds() {
        MeshWorld world = shop(3, none);
        asks(world, 1);

        world.lane(1).kill();
        world.noticed(300, 1_000);
        long waited = untilFirm(world, 2, 60_000);

        assertTrue(waited > 10_000 && waited <= 16_000 + 5_000, () -> waited + " ms");
    }

    @Test
    void the_order_of_a_killed_coordinator_is_free_as_soon() {
        MeshWorld world = shop(3, none);
        asks(world, 0);

        world.lane(0).kill();
        world.noticed(300, 7_000);
        long waited = untilFirm(world, 2, 60_000);

        assertTrue(waited <= 16_000 + 5_000, () -> waited + " ms");
    }

    @Test
    void a_lane_that_restarts_on_its_disk_has_its_order_again_within_five_seconds() {
        MeshWorld world = shop(3, none);
        asks(world, 1);

        world.reboot(world.lane(1), 3_000, false);
        world.noticed(300, 1_000);
        world.pass(3_000 + 5_000);

        assertEquals(Standing.FIRM, standing(world, 1));
    }

    @Test
    void a_lane_whose_disk_was_wiped_does_not_inherit() {
        MeshWorld world = shop(3, none);
        asks(world, 1);

        world.reboot(world.lane(1), 3_000, true);
        world.noticed(300, 1_000);
        world.pass(8_000);
        asks(world, 2);

        assertNull(standing(world, 1));
        assertNull(standing(world, 2));
        assertTrue(untilFirm(world, 2, 60_000) <= 16_000);
    }

    @Test
    void a_manager_has_the_order_within_one_and_a_half_seconds_even_if_the_holder_is_silent() {
        MeshWorld world = shop(3, none);
        asks(world, 1);
        Claim before = Objects.requireNonNull(world.lane(1).register().clerk().claim(ORDER));
        world.pause(world.lane(1), 60_000, false);

        world.lane(2).ask(ORDER, world.lane(2).screen(9, Role.MANAGER), true);
        world.pass(1_500);

        assertEquals(Standing.FIRM, standing(world, 2));
        Claim after = Objects.requireNonNull(world.lane(2).register().clerk().claim(ORDER));
        assertTrue(after.token().compareTo(before.token()) > 0);
    }

    @Test
    void the_holder_hears_that_a_manager_took_over_before_the_manager_has_it() {
        MeshWorld world = shop(3, none);
        asks(world, 1);

        world.lane(2).ask(ORDER, world.lane(2).screen(9, Role.MANAGER), true);
        world.pass(200);

        assertEquals(Standing.FIRM, standing(world, 2));
        assertNull(standing(world, 1));
        assertEquals(1, world.lane(1).told.size());
    }

    @Test
    void who_gives_up_what_it_was_not_told_to_have_gives_up_what_it_had_before() {
        MeshWorld world = shop(3, none);
        asks(world, 2);
        // Another screen of the lane gets it, and the news is lost.
        deafen(world, 0, 2);
        world.lane(2).ask(ORDER, world.lane(2).screen(2, Role.CASHIER), false);
        world.pass(300);
        world.heal();

        world.lane(1).ask(ORDER, world.lane(1).screen(9, Role.MANAGER), true);
        world.pass(200);

        assertEquals(Standing.FIRM, standing(world, 1));
        assertNull(standing(world, 2));
    }

    @Test
    void a_cashier_may_not_force_whatever_its_lane_says() {
        MeshWorld world = shop(3, none);
        asks(world, 1);

        world.lane(2).ask(ORDER, world.lane(2).screen(9, Role.CASHIER), true);
        world.pass(3_000);

        assertNull(standing(world, 2));
        assertEquals(Standing.FIRM, standing(world, 1));
        assertNotNull(world.counts().get("NotAllowed"));
    }

    @Test
    void a_tablet_that_moves_to_another_lane_takes_its_order_along() {
        MeshWorld world = shop(3, none);
        var tablet = world.lane(1).screen(1, Role.WAITER);
        world.lane(1).ask(ORDER, tablet, false);
        world.pass(500);

        world.lane(2).ask(ORDER, tablet, false);
        world.pass(500);

        assertNull(standing(world, 1));
        assertEquals(Standing.FIRM, standing(world, 2));
    }
}
