package tillmesh.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tillmesh.fault.Refusal;
import tillmesh.fault.Refusal.Code;
import tillmesh.sim.Dice;

class OrderRulesTest {

    @Test
    void a_new_order_is_accepted_whatever_base_it_claims() {
        assertEquals(Optional.empty(), OrderRules.judge(0, false, 0, false));
        assertEquals(Optional.empty(), OrderRules.judge(0, false, 9, true));
    }

    @Test
    void a_change_of_the_newest_version_is_accepted() {
        assertEquals(Optional.empty(), OrderRules.judge(3, false, 3, false));
    }

    @Test
    void a_base_above_the_stored_version_is_accepted_since_tills_count_on_their_own() {
        assertEquals(Optional.empty(), OrderRules.judge(3, false, 8, false));
    }

    @Test
    void a_change_of_an_older_version_is_stale_and_the_sentence_names_both() {
        Refusal refusal = OrderRules.judge(3, false, 2, false).orElseThrow();

        assertEquals(Code.STALE_VERSION, refusal.code());
        assertTrue(refusal.reason().contains("version 3") && refusal.reason().contains("based on 2"), refusal::reason);
    }

    @Test
    void a_stale_snapshot_is_refused_also_when_it_is_paid() {
        assertEquals(Optional.of(Code.STALE_VERSION), codeOf(3, false, 2, true));
    }

    @Test
    void a_paid_order_is_not_replaced_by_an_unpaid_one() {
        Dice.throwing(1_000, dice -> {
            int stored = dice.between(1, 50);
            assertEquals(Optional.of(Code.ALREADY_PAID), codeOf(stored, true, dice.between(0, 100), false));
        });
    }

    @Test
    void a_paid_order_may_be_corrected_by_a_paid_one_that_knows_it() {
        assertEquals(Optional.empty(), codeOf(3, true, 3, true));
        assertEquals(Optional.of(Code.STALE_VERSION), codeOf(3, true, 2, true));
    }

    private static Optional<Code> codeOf(long storedVersion, boolean storedPaid, long base, boolean paid) {
        return OrderRules.judge(storedVersion, storedPaid, base, paid).map(Refusal::code);
    }
}
