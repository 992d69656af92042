package tillmesh.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Days of a shop with several lanes, by seed: {@code -Dtillmesh.runs=100000} runs more of them, {@code -Dtillmesh.seed=N}
 * replays one. The last lines of a day that failed are in {@code target/mesh-days}.
 */
class MeshDayTest {
    private static final int DAYS = 1_000;
    /** Fewer days than this need not have seen everything. */
    private static final int CAMPAIGN = 500;

    @Test
    void no_day_of_a_shop_with_several_lanes_breaks_a_promise() throws Exception {
        Seeds seeds = Seeds.asked(DAYS);

        Sightings seen = new Campaign(MeshDayTest.class, seeds, System.out::println).run(MeshDayTest::day);

        System.out.println(seen);
        if (seeds.count() >= CAMPAIGN) {
            assertEquals(List.of(), seen.unseen(Sighting.ofMesh()), seen::toString);
        }
    }

    private static Sightings day(long seed) {
        try {
            return MeshDay.run(seed);
        } catch (BrokenDay broken) {
            broken.write("mesh-days", seed);
            throw broken;
        }
    }
}
