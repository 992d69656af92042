package tillmesh.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tillmesh.shop.LaneId;
import tillmesh.shop.TicketRange;
import tillmesh.sim.Dice;

class RosterTest {
    private static final LaneId A = new LaneId("A");
    private static final LaneId B = new LaneId("B");
    private static final LaneId C = new LaneId("C");

    private static Version version(long op) {
        return new Version(new Ballot(1, 1, 1), op);
    }

    private static Roster grown(LaneId... more) {
        Roster roster = Roster.first("g", A, version(1));
        for (LaneId lane : more) {
            roster = roster.enrolling(lane, version(2)).settled(version(3));
        }
        return roster;
    }

    @Test
    void of_two_lanes_the_first_can_go_on_alone() {
        Roster two = grown(B);

        assertTrue(two.majority(List.of(A)));
        assertFalse(two.majority(List.of(B)));
        assertEquals(2, two.seat(A).orElseThrow().votes());
    }

    @Test
    void of_three_lanes_any_two_can_go_on() {
        Roster three = grown(B, C);

        assertTrue(three.majority(List.of(B, C)));
        assertFalse(three.majority(List.of(A)));
    }

    @Test
    void while_it_changes_both_majorities_are_needed() {
        Roster changing = grown(B).enrolling(C, version(4));

        assertFalse(changing.majority(List.of(A)));
        assertFalse(changing.majority(List.of(B, C)));
        assertTrue(changing.majority(List.of(A, C)));
    }

    @Test
    void a_lane_that_comes_back_after_retiring_gets_another_number() {
        Roster back = grown(B, C).retiring(B, version(4)).settled(version(5)).enrolling(B, version(6));

        assertEquals(TicketRange.INDEX_MIN + 3, back.seat(B).orElseThrow().index());
    }

    @Test
    void the_last_lane_cannot_be_retired() {
        Roster one = Roster.first("g", A, version(1));

        assertEquals(one, one.retiring(A, version(2)));
    }

    @Test
    void two_disjoint_sets_never_both_decide_not_even_in_the_middle_of_a_change() {
        Dice.throwing(200, dice -> {
            Roster before = Roster.first("g", new LaneId("0"), version(1));
            for (int step = 2; step < 20; step++) {
                LaneId lane = new LaneId(Integer.toString(dice.between(0, 6)));
                boolean sits = before.seat(lane).isPresent();
                Roster changing = sits ? before.retiring(lane, version(step)) : before.enrolling(lane, version(step));
                Roster after = changing.settled(version(step));
                for (int set = 0; set < 128; set++) {
                    List<LaneId> these = lanes(set);
                    List<LaneId> others = lanes(~set);
                    assertFalse(before.majority(these) && changing.majority(others));
                    assertFalse(changing.majority(these) && after.majority(others));
                    assertFalse(after.majority(these) && after.majority(others));
                }
                before = after;
            }
        });
    }

    private static List<LaneId> lanes(int set) {
        List<LaneId> lanes = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            if (((set >> i) & 1) == 1) {
                lanes.add(new LaneId(Integer.toString(i)));
            }
        }
        return lanes;
    }

    @Test
    void of_two_shops_the_larger_one_goes_on_whoever_looks() {
        Roster small = Roster.first("0", C, version(9));
        Roster large = grown(B);

        assertEquals(large, Roster.of(small, large));
        assertEquals(large, Roster.of(large, small));
    }
}
