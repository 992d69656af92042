package tillmesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tillmesh.peer.MeshShop.ORDER;
import static tillmesh.peer.MeshShop.asks;
import static tillmesh.peer.MeshShop.cutOff;
import static tillmesh.peer.MeshShop.deafen;
import static tillmesh.peer.MeshShop.shop;
import static tillmesh.peer.MeshShop.standing;
import static tillmesh.peer.MeshShop.untilFirm;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tillmesh.lease.Standing;
import tillmesh.shop.LaneId;
import tillmesh.shop.Role;

/** Schedules that break simpler ways of sharing leases, one by one: parts, sleeps, merges. */
class LeaseMergeTest {
    private final MeshSabotage none = MeshSabotage.NOTHING;

    @Test
    void a_cut_off_lane_goes_on_provisionally_and_the_winner_of_the_merge_is_firm_within_five_seconds() {
        MeshWorld world = shop(3, none);
        asks(world, 2);
        cutOff(world, 2);
        world.noticed(300, 9_000);
        world.pass(30_000);
        assertEquals(Standing.PROVISIONAL, standing(world, 2));
        assertEquals(500, untilFirm(world, 0, 5_000));

        world.heal();
        world.noticed(100, 100);
        world.pass(5_000);

        assertEquals(Standing.FIRM, standing(world, 0));
        assertNull(standing(world, 2));
        assertFalse(world.lane(2).told.isEmpty());
    }

    @Test
    void an_order_that_nobody_else_wanted_is_firm_again_after_the_merge() {
        MeshWorld world = shop(3, none);
        cutOff(world, 2);
        world.noticed(300, 1_000);
        world.pass(20_000);
        asks(world, 2);
        assertEquals(Standing.PROVISIONAL, standing(world, 2));

        world.heal();
        world.noticed(100, 100);
        world.pass(5_000);

        assertEquals(Standing.FIRM, standing(world, 2));
        assertTrue(world.lane(2).told.isEmpty());
    }

    @Test
    void of_two_halves_that_both_gave_an_order_away_one_wins_and_the_other_is_told() {
        MeshWorld world = shop(4, none);
        cutOff(world, 2, 3);
        world.noticed(300, 1_000);
        world.pass(20_000);
        asks(world, 0);
        asks(world, 3);
        assertEquals(Standing.PROVISIONAL, standing(world, 0));
        assertEquals(Standing.PROVISIONAL, standing(world, 3));

        world.heal();
        world.noticed(100, 100);
        world.pass(5_000);

        assertNotEquals(standing(world, 0), standing(world, 3));
        assertEquals(1, world.lane(0).told.size() + world.lane(3).told.size());
    }

    @Test
    void a_lane_asleep_wakes_up_without_what_others_got_meanwhile() {
        holderAsleep(none);
    }

    @Test
    void a_clock_that_sleeps_with_its_machine_would_let_two_write() {
        assertTrue(holderAsleep(MeshSabotage.CLOCK_SLEEPS) > 0);
    }

    private static int holderAsleep(MeshSabotage sabotage) {
        MeshWorld world = shop(3, sabotage);
        asks(world, 1);
        world.pause(world.lane(1), 40_000, true);
        world.noticed(6_000, 7_000);
        world.pass(8_000);
        untilFirm(world, 2, 30_000);
        while (!world.lane(1).running()) {
            world.lane(2).write(ORDER);
            world.pass(10);
        }
        world.lane(1).write(ORDER);
        return judged(world, sabotage);
    }

    @Test
    void who_is_cut_off_together_with_the_coordinator_stops_in_time() {
        coordinatorAndHolderCutOff(none);
    }

    @Test
    void renewals_that_no_majority_stored_would_let_two_write() {
        assertTrue(coordinatorAndHolderCutOff(MeshSabotage.RENEWALS_NOT_STORED) > 0);
    }

    private static int coordinatorAndHolderCutOff(MeshSabotage sabotage) {
        MeshWorld world = shop(5, sabotage);
        asks(world, 1);
        cutOff(world, 0, 1);
        // The two notice nothing for as long as it takes.
        world.noticedBy(2, 3, 4);
        world.pass(2_000);
        return bothWrite(world, sabotage);
    }

    @Test
    void a_session_that_the_next_candidate_missed_is_heard_of_from_the_others() {
        candidateMissedTheSession(none);
    }

    @Test
    void a_session_that_is_over_when_its_lane_is_away_would_let_two_write() {
        assertTrue(candidateMissedTheSession(MeshSabotage.FREED_WHEN_AWAY) > 0);
    }

    private static int candidateMissedTheSession(MeshSabotage sabotage) {
        MeshWorld world = shop(5, sabotage);
        asks(world, 1);
        deafen(world, 0, 2);
        world.pass(20_000);
        assertEquals(Standing.FIRM, standing(world, 1));
        cutOff(world, 0, 1);
        world.noticedBy(2, 3, 4);
        world.pass(1_500);
        return bothWrite(world, sabotage);
    }

    /** The holder that was cut off and the one after it write for as long as the node lets them. */
    private static int bothWrite(MeshWorld world, MeshSabotage sabotage) {
        for (int i = 0; i < 60; i++) {
            asks(world, 3);
            world.lane(1).write(ORDER);
            world.lane(3).write(ORDER);
        }
        assertEquals(Standing.FIRM, standing(world, 3));
        return judged(world, sabotage);
    }

    private static int judged(MeshWorld world, MeshSabotage sabotage) {
        if (sabotage == MeshSabotage.NOTHING) {
            assertEquals(List.of(), world.checks().violations());
        }
        return world.checks().violations().size();
    }

    @Test
    void a_coordinator_that_wakes_up_cannot_grant_from_what_it_remembers() {
        MeshWorld world = shop(5, none);
        world.pause(world.lane(0), 20_000, false);
        world.noticed(6_000, 7_000);
        world.pass(8_000);
        asks(world, 3);
        assertEquals(Standing.FIRM, standing(world, 3));
        world.lane(0).ask(ORDER, world.lane(0).screen(1, Role.CASHIER), false);

        world.pass(20_000);

        assertNull(standing(world, 0));
        assertEquals(Standing.FIRM, standing(world, 3));
    }

    @Test
    void all_lanes_that_lose_power_at_once_go_on_with_what_they_had() {
        MeshWorld world = shop(3, none);
        asks(world, 1);
        for (int lane = 0; lane < 3; lane++) {
            world.reboot(world.lane(lane), 4_000 - 1_000 * lane, false);
        }

        world.pass(12_000);

        assertEquals(Standing.FIRM, standing(world, 1));
        asks(world, 2);
        assertNull(standing(world, 2));
    }

    @Test
    void a_lane_that_is_gone_for_good_is_retired_and_its_vote_is_not_missed() {
        MeshWorld world = shop(4, none);
        LaneId gone = world.lane(3).id();
        world.lane(3).kill();
        world.noticed(300, 1_000);
        world.pass(5_000);

        world.lane(1).run(() -> world.lane(1).register().retire(gone));
        world.pass(3_000);

        var roster = Objects.requireNonNull(world.lane(2).register().roster());
        assertEquals(3, roster.seats().size());
        assertTrue(roster.settled());
    }

    @Test
    void ticket_numbers_are_dense_while_firm_and_a_cut_off_lane_takes_its_own() {
        MeshWorld world = shop(3, none);
        for (int i = 0; i < 9; i++) {
            world.lane(i % 3).ticket();
            world.pass(100);
        }
        assertEquals(9, world.counts().get("ticket"));
        assertEquals("[1, 2, 3, 4, 5, 6, 7, 8, 9]", world.checks().numbers().toString());

        cutOff(world, 2);
        world.noticed(300, 1_000);
        world.pass(20_000);
        world.lane(2).ticket();
        world.pass(4_000);

        assertTrue(world.checks().numbers().contains(12_001L), world.checks().numbers()::toString);
    }
}
