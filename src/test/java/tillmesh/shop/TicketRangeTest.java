package tillmesh.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TicketRangeTest {
    @Test
    void the_shop_counts_from_one_without_gaps_and_jumps_over_the_lanes() {
        assertEquals(1, TicketRange.after(0));
        assertEquals(9_999, TicketRange.after(9_998));
        assertEquals(1_000_000, TicketRange.after(9_999));
        assertTrue(TicketRange.shopWide(TicketRange.after(9_999)));
    }

    @Test
    void no_lane_gets_a_number_of_another_lane_or_of_the_shop() {
        Set<Long> given = new HashSet<>();

        for (int index = TicketRange.INDEX_MIN; index < 1_000; index++) {
            for (long n : new long[] {1, 2, 999, 1_000, 1_001, 50_000}) {
                assertTrue(given.add(TicketRange.own(index, n)), () -> "twice");
                assertFalse(TicketRange.shopWide(TicketRange.own(index, n)));
            }
        }
    }

    @Test
    void a_lane_that_no_roster_knows_counts_beside_those_that_one_knows() {
        int index = TicketRange.unknown("L7");

        assertTrue(index >= TicketRange.UNKNOWN_MIN && index < 1_000);
    }
}
