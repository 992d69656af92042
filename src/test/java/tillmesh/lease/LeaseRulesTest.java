package tillmesh.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tillmesh.lease.LeaseRules.Ruling;
import tillmesh.shop.OrderRef;
import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;
import tillmesh.sim.Dice;

class LeaseRulesTest {
    private static final LeaseRules RULES = new LeaseRules(Duration.ofSeconds(60), Duration.ofSeconds(10));
    private static final Holder ANA = holder("till-1", Role.CASHIER);
    private static final long UNTIL = 100_000;

    /** Who holds it (nobody, the asker, somebody else), when it is asked for, as whom, by force or not. */
    @ParameterizedTest
    @CsvSource({
        "nobody, 0,      WAITER,  false, FREE",
        "nobody, 0,      WAITER,  true,  FREE",
        "asker,  0,      CASHIER, false, RENEWED",
        "asker,  0,      CASHIER, true,  RENEWED",
        "asker,  99999,  CASHIER, false, RENEWED",
        "asker,  100000, CASHIER, false, FREE",
        "other,  0,      MANAGER, false, HELD",
        "other,  99999,  CASHIER, false, HELD",
        "other,  99999,  CASHIER, true,  FORCE_NOT_ALLOWED",
        "other,  99999,  WAITER,  true,  FORCE_NOT_ALLOWED",
        "other,  99999,  MANAGER, true,  TAKEN_OVER",
        "other,  100000, WAITER,  false, FREE",
        "other,  100001, WAITER,  true,  FREE"
    })
    void a_request_is_ruled_so(String present, long now, Role role, boolean force, Ruling ruling) {
        Holder asker = holder("till-2", role);
        Lease lease = switch (present) {
            case "nobody" -> null;
            case "asker" -> lease(asker, UNTIL);
            default -> lease(ANA, UNTIL);
        };
        assertEquals(ruling, RULES.ask(lease, asker, force, now));
    }

    @Test
    void a_screen_holds_until_the_end_and_not_at_it() {
        assertTrue(LeaseRules.held(lease(ANA, UNTIL), ANA, UNTIL - 1));
        assertFalse(LeaseRules.held(lease(ANA, UNTIL), ANA, UNTIL));
        assertFalse(LeaseRules.held(lease(ANA, UNTIL), holder("till-2", Role.MANAGER), 0));
        assertFalse(LeaseRules.held(none(), ANA, 0));
    }

    @Test
    void the_same_screen_holds_whoever_is_signed_in_on_it() {
        assertTrue(LeaseRules.held(lease(ANA, UNTIL), new Holder(ANA.screen(), 99, Role.WAITER, "Bo"), 0));
    }

    @Test
    void a_renewed_lease_lives_one_ttl_from_now() {
        assertEquals(61_000, RULES.renewed(1_000));
    }

    @Test
    void grace_begins_when_the_line_closes_and_never_makes_a_lease_longer() {
        assertEquals(11_000, RULES.disconnected(lease(ANA, UNTIL), 1_000).untilMillis());
        assertEquals(UNTIL, RULES.disconnected(lease(ANA, UNTIL), 95_000).untilMillis());
        Dice.throwing(1_000, dice -> {
            Lease lease = lease(ANA, dice.between(0, 200_000));
            long now = dice.between(0, 200_000);
            Lease after = RULES.disconnected(lease, now);
            assertTrue(after.untilMillis() <= lease.untilMillis());
            assertTrue(after.untilMillis() <= now + 10_000);
        });
    }

    @Test
    void grace_keeps_holder_and_token() {
        Lease lease = lease(ANA, UNTIL);
        assertEquals(lease, RULES.disconnected(lease, 1_000).until(UNTIL));
    }

    @Test
    void people_read_the_name_or_else_the_terminal() {
        assertEquals("Ana", new Holder(ANA.screen(), 1, Role.CASHIER, "Ana").display());
        assertEquals("till-1", new Holder(ANA.screen(), 1, Role.CASHIER, "").display());
    }

    @Test
    void an_order_and_a_table_with_one_name_are_two_things() {
        assertFalse(Resource.order(new OrderRef("5")).equals(Resource.table(5)));
        assertEquals(5, Resource.table(5).tableId());
    }

    private static @Nullable Lease none() {
        return null;
    }

    private static Holder holder(String screen, Role role) {
        return new Holder(new ScreenId(screen), 1, role, "");
    }

    private static Lease lease(Holder holder, long until) {
        return new Lease(Resource.order(new OrderRef("R1")), holder, new Token(1, 1, 1, 1), 0, until);
    }
}
