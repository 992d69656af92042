package tillmesh.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Shop-days by seed: {@code -Dtillmesh.runs=100000} runs more of them, {@code -Dtillmesh.seed=N} replays one.
 */
class ShopDayTest {
    private static final int DAYS = 150;
    /** Fewer days than this need not have seen everything. */
    private static final int CAMPAIGN = 300;

    @Test
    void no_shop_day_breaks_a_promise() {
        Sightings seen = new Sightings();

        Dice.throwing(DAYS, dice -> seen.add(ShopDay.run(dice.seed()).seen()));

        if (Long.getLong("tillmesh.seed") == null && Integer.getInteger("tillmesh.runs", DAYS) >= CAMPAIGN) {
            assertEquals(List.of(), seen.unseen(), seen::toString);
        }
    }

    @Test
    void a_seed_gives_the_same_day_to_the_last_word() {
        for (long seed = 1; seed <= 5; seed++) {
            assertEquals(ShopDay.run(seed).hash(), ShopDay.run(seed).hash());
        }
        assertNotEquals(ShopDay.run(1).hash(), ShopDay.run(2).hash());
    }
}
