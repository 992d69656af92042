package tillmesh.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Shop-days by seed: {@code -Dtillmesh.runs=100000} runs more of them, {@code -Dtillmesh.seed=N} replays one.
 * The last lines of a day that failed are in {@code target/shop-days}.
 */
class ShopDayTest {
    private static final int DAYS = 1_000;
    /** Fewer days than this need not have seen everything. */
    private static final int CAMPAIGN = 500;

    @Test
    void no_shop_day_breaks_a_promise() throws Exception {
        Seeds seeds = Seeds.asked(DAYS);

        Sightings seen = new Campaign(ShopDayTest.class, seeds, System.out::println).run(ShopDayTest::day);

        System.out.println(seen);
        if (seeds.count() >= CAMPAIGN) {
            assertEquals(List.of(), seen.unseen(Sighting.ofOneLane()), seen::toString);
        }
    }

    private static Sightings day(long seed) {
        try {
            return ShopDay.run(seed).seen();
        } catch (BrokenDay broken) {
            broken.write("shop-days", seed);
            throw broken;
        }
    }

    @Test
    void a_seed_gives_the_same_day_to_the_last_word_whatever_runs_beside_it() {
        List<String> alone = LongStream.rangeClosed(1, 6)
                .mapToObj(seed -> ShopDay.run(seed).hash())
                .toList();

        List<String> together = LongStream.rangeClosed(1, 6)
                .parallel()
                .mapToObj(seed -> ShopDay.run(seed).hash())
                .toList();

        assertEquals(alone, together);
        assertEquals(6, Set.copyOf(alone).size(), "one day is like another");
    }
}
