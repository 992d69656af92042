package tillmesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tillmesh.peer.MeshShop.ORDER;
import static tillmesh.peer.MeshShop.asks;
import static tillmesh.peer.MeshShop.cutOff;
import static tillmesh.peer.MeshShop.deafen;
import static tillmesh.peer.MeshShop.shop;
import static tillmesh.peer.MeshShop.standing;

import java.util.List;
import org.junit.jupiter.api.Test;
import tillmesh.lease.Standing;
import tillmesh.shop.Role;

/** What lanes may believe whose disks began empty, and what others may believe of them. */
class LeaseWipeTest {
    private final MeshSabotage none = MeshSabotage.NOTHING;

    @Test
    void lanes_that_were_wiped_and_are_cut_off_found_no_shop_beside_the_one_there_is() {
        MeshWorld world = shop(5, none);
        asks(world, 1);
        cutOff(world, 3, 4);
        world.reboot(world.lane(3), 2_000, true);
        world.reboot(world.lane(4), 2_000, true);
        world.noticed(300, 1_000);

        for (int i = 0; i < 60; i++) {
            asks(world, 4);
            world.lane(1).write(ORDER);
            world.lane(4).write(ORDER);
        }

        assertEquals(Standing.FIRM, standing(world, 1));
        assertEquals(Standing.PROVISIONAL, standing(world, 4));
        assertEquals(List.of(), world.checks().violations());
    }

    @Test
    void most_of_the_lanes_may_begin_anew_when_what_they_forgot_is_over() {
        MeshWorld world = shop(5, none);
        asks(world, 1);
        cutOff(world, 0, 1);
        for (int lane = 2; lane < 5; lane++) {
            world.reboot(world.lane(lane), 1_000, true);
        }
        world.noticed(300, 1_000);

        for (int i = 0; i < 60; i++) {
            asks(world, 4);
            world.lane(1).write(ORDER);
            world.lane(4).write(ORDER);
        }

        assertEquals(Standing.PROVISIONAL, standing(world, 1));
        assertEquals(Standing.FIRM, standing(world, 4));
        assertEquals(List.of(), world.checks().violations());
    }

    @Test
    void a_session_is_kept_alive_by_disks_that_have_what_it_keeps() {
        assertEquals(0, claimOnFewerDisksThanItsSession(none));
    }

    @Test
    void renewals_that_do_not_bring_what_a_disk_lacks_would_let_two_write() {
        assertTrue(claimOnFewerDisksThanItsSession(MeshSabotage.RENEWALS_ALONE) > 0);
    }

    private static int claimOnFewerDisksThanItsSession(MeshSabotage sabotage) {
        MeshWorld world = shop(5, sabotage);
        // The order stands with the first two lanes and the last; that one forgets, and for a while nobody sees that.
        deafen(world, 0, 2, 3);
        asks(world, 1);
        assertEquals(Standing.FIRM, standing(world, 1));
        world.heal();
        world.lane(4).kill();
        world.lane(4).wipe();
        world.lane(4).restart();
        world.pass(20_000);
        assertEquals(Standing.FIRM, standing(world, 1));

        cutOff(world, 0, 1);
        world.noticedBy(2, 3, 4);
        world.pass(3_000);
        for (int i = 0; i < 20; i++) {
            asks(world, 3);
            world.lane(1).write(ORDER);
            world.lane(3).write(ORDER);
        }
        return world.checks().violations().size();
    }

    @Test
    void a_new_disk_that_missed_what_was_stored_again_is_told_with_the_next_renewals() {
        MeshWorld world = shop(3, none);
        asks(world, 1);
        world.reboot(world.lane(2), 1_000, true);
        world.pass(1_500);
        deafen(world, 0, 2);
        world.pass(5_000);
        assertNull(world.lane(2).register().roster());

        world.heal();
        world.pass(5_000);

        assertNotNull(world.lane(2).register().roster());
        assertTrue(world.lane(2).disk().remembers());
    }

    @Test
    void who_may_have_forgotten_ticket_numbers_gives_none_of_the_whole_shop() {
        MeshWorld world = shop(3, none);
        // The number stands with the first two lanes: one dies and the other forgets.
        deafen(world, 0, 2);
        world.lane(0).ticket();
        world.pass(300);
        world.lane(0).kill();
        world.reboot(world.lane(1), 1_000, true);
        world.noticed(300, 1_000);
        world.pass(30_000);

        asks(world, 2);
        world.lane(2).ticket();
        world.pass(4_000);

        assertEquals(Standing.FIRM, standing(world, 2));
        assertEquals("[1, 12001]", world.checks().numbers().toString());
    }

    @Test
    void when_all_lanes_are_there_nobody_else_knows_of_a_number() {
        MeshWorld world = shop(3, none);
        world.lane(0).ticket();
        world.pass(300);
        for (int lane = 1; lane < 3; lane++) {
            world.reboot(world.lane(lane), 1_000, true);
        }
        world.pass(30_000);

        world.lane(2).ticket();
        world.pass(1_000);

        assertEquals("[1, 2]", world.checks().numbers().toString());
        assertTrue(world.lane(2).disk().remembers());
    }

    @Test
    void a_wiped_lane_takes_numbers_of_its_own_from_another_block_than_before() {
        MeshWorld world = shop(3, none);
        int before = world.lane(2).register().index();

        world.reboot(world.lane(2), 1_000, true);
        cutOff(world, 2);
        world.noticed(300, 1_000);
        world.pass(10_000);

        assertNotEquals(before, world.lane(2).register().index());
        world.lane(2).ask(ORDER, world.lane(2).screen(1, Role.CASHIER), false);
        assertEquals(Standing.PROVISIONAL, standing(world, 2));
    }
}
