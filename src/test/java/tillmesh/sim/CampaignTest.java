package tillmesh.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class CampaignTest {
    private final List<String> lines = new ArrayList<>();
    private final Set<Long> run = ConcurrentHashMap.newKeySet();

    @Test
    void every_day_is_run_once_and_what_was_seen_is_added_up() throws Exception {
        Sightings seen = campaign(1, 200).run(this::day);

        assertEquals(200, run.size());
        assertEquals("{KILL=200}", seen.toString());
        assertTrue(lines.get(lines.size() - 1).startsWith("200 of 200 shop-days"), lines::toString);
    }

    @Test
    void the_lowest_seed_that_fails_is_named_in_one_line_with_its_replay() {
        AssertionError failure = assertThrows(
                AssertionError.class,
                () -> campaign(5, 1_000).run(seed -> {
                    Violation.unless(seed < 70, "J1: told\nand lost");
                    return day(seed);
                }));

        assertEquals(
                "seed 70: J1: told | and lost - replay: mvn test -Dtest=CampaignTest -Dtillmesh.seed=70",
                failure.getMessage());
        assertEquals(65, run.size());
    }

    private Campaign campaign(long first, long last) {
        return new Campaign(CampaignTest.class, new Seeds(first, last), lines::add);
    }

    private Sightings day(long seed) {
        assertTrue(run.add(seed));
        Sightings seen = new Sightings();
        seen.saw(Sighting.KILL);
        return seen;
    }
}
