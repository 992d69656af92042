package tillmesh.sim;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What watches the way upstairs can fail: each lie is noticed. */
class CloudLieTest {
    private static final int DAYS = 40;

    @Test
    void an_entry_that_the_cloud_names_and_drops_is_noticed() {
        noticed(CloudLie.DROPS_WHAT_IT_NAMES, "cloud: ");
    }

    @Test
    void entries_that_come_in_another_order_are_noticed() {
        noticed(CloudLie.STORES_OUT_OF_ORDER, "came before");
    }

    @Test
    void a_mark_without_a_receipt_is_noticed() {
        noticed(CloudLie.MARKS_RUN_AHEAD, "cloud: ");
    }

    @Test
    void an_entry_that_is_set_aside_without_a_reason_is_noticed() {
        noticed(CloudLie.GOOD_ONES_SET_ASIDE, "which can be stored");
    }

    @Test
    void entries_of_a_dead_lane_that_nobody_brings_up_are_noticed() {
        noticed(CloudLie.NOBODY_ADOPTS, "and the cloud up to");
    }

    private static void noticed(CloudLie lie, String what) {
        List<String> others = new ArrayList<>();
        // Whole days: what is wrong must have the time to happen.
        for (long seed = 4; seed <= 4 * DAYS; seed += 4) {
            try {
                MeshDay.run(seed, lie);
            } catch (AssertionError broken) {
                String said = String.valueOf(broken.getMessage());
                if (broken.getCause() instanceof Violation && said.contains(what)) {
                    return;
                }
                others.add(seed + ": " + said);
            }
        }
        throw new AssertionError("nobody noticed in " + DAYS + " days; otherwise " + others);
    }
}
