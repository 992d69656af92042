package tillmesh.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the demo's page says about what was acknowledged and what is kept. */
class TallyTest {
    private static final List<String> ALL = List.of("L1", "L2");
    private static final long LATER = 60_000_000_000L;

    private final Tally tally = new Tally(ALL);

    TallyTest() {
        ALL.forEach(this::read);
    }

    @Test
    void a_sale_counts_once_and_each_journal_for_itself() {
        tally.acked("L1-aa-1");
        tally.acked("L1-aa-1");
        tally.acked("L2-bb-7");
        tally.has("L1", "L1-aa-1");
        tally.has("L2", "L2-bb-7");
        tally.has("L2", "L1-aa-1");
        tally.has("L2", "L1-aa-2");

        Tally.Sum sum = tally.sum(ALL, false, 0);

        assertEquals(2, sum.acked());
        assertEquals(List.of(new Tally.One("L1", 1, true), new Tally.One("L2", 2, true)), sum.lanes());
        assertEquals(0, sum.nowhere());
        assertEquals("whole", sum.verdict());
        assertNull(sum.cloud());
    }

    @Test
    void what_only_a_silent_lane_has_is_neither_claimed_nor_called_lost() {
        tally.acked("L1-aa-1");
        tally.has("L1", "L1-aa-1");

        tally.silent("L1");

        Tally.Sum sum = tally.sum(List.of("L2"), false, LATER);
        assertEquals(new Tally.One("L1", 0, false), sum.lanes().get(0));
        assertEquals(1, sum.nowhere());
        assertEquals("waiting", sum.verdict());
    }

    @Test
    void a_lane_that_came_back_is_not_believed_before_it_has_told_all_that_it_had() {
        tally.acked("L1-aa-1");
        tally.silent("L1");
        tally.asked("L1", "L1-cc-9");

        assertEquals("waiting", tally.sum(ALL, false, LATER).verdict());

        tally.has("L1", "L1-aa-1");
        tally.has("L1", "L1-cc-9");
        assertEquals("whole", tally.sum(ALL, false, LATER).verdict());
    }

    @Test
    void a_sale_that_no_journal_has_although_all_were_asked_is_called_lost_after_a_while() {
        tally.acked("L1-aa-1");

        assertEquals("whole", tally.sum(ALL, false, 0).verdict(), "it may be on its way");
        assertEquals("lost", tally.sum(ALL, false, LATER).verdict());

        tally.has("L2", "L1-aa-1");
        assertEquals("whole", tally.sum(ALL, false, LATER).verdict());
    }

    @Test
    void the_cloud_counts_only_what_was_acknowledged() {
        tally.acked("L1-aa-1");
        tally.cloudHas(List.of("L1-aa-1", "L1-aa-2"));
        tally.cloudHas(List.of());

        assertEquals(1L, tally.sum(ALL, true, 0).cloud());
    }

    private void read(String lane) {
        tally.asked(lane, lane + "-mark-1");
        tally.has(lane, lane + "-mark-1");
    }
}
