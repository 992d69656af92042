package tillmesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import tillmesh.sim.Dice;

/**
 * The production register in shops of 2 to 6 lanes where everything goes wrong that can: {@code -Dtillmesh.runs=10000} runs
 * more of them, {@code -Dtillmesh.seed=N} replays one.
 */
class LeaseMeshTest {
    private static final int DAYS = 60;
    private static final long DAY_MILLIS = 150_000;
    private static final int DAYS_TO_NOTICE = 150;

    /** What a campaign must have seen, or it has shown nothing. */
    private static final List<String> SEEN = List.of(
            "FIRM",
            "PROVISIONAL",
            "Held",
            "NoAnswer",
            "NotAllowed",
            "own ticket",
            "revoked",
            "ticket",
            "write",
            "merge",
            "one way",
            "bridge",
            "flapping",
            "slept",
            "died at GRANT",
            "died at MERGE",
            "swept",
            "roster changed");

    @Test
    void no_schedule_gives_one_order_to_two_lanes() {
        Map<String, Integer> seen = new TreeMap<>();

        Dice.throwing(DAYS, dice -> day(dice, dice.between(2, 6), false, seen));

        missing(seen, SEEN);
    }

    @Test
    void disks_that_are_wiped_give_no_order_to_two_lanes() {
        Map<String, Integer> seen = new TreeMap<>();

        Dice.throwing(DAYS, dice -> day(dice, dice.between(3, 5), true, seen));

        missing(seen, SEEN);
        missing(seen, List.of("wiped", "told everything again"));
    }

    private static void day(Dice dice, int lanes, boolean wipes, Map<String, Integer> seen) {
        MeshWorld world = day(dice, lanes, MeshSabotage.NOTHING, wipes);
        world.counts().forEach((what, times) -> seen.merge(what, times, Integer::sum));
        assertEquals(List.of(), world.checks().violations());
    }

    private static void missing(Map<String, Integer> seen, List<String> must) {
        if (Long.getLong("tillmesh.seed") == null) {
            List<String> missing = new ArrayList<>(must);
            missing.removeAll(seen.keySet());
            assertEquals(List.of(), missing, seen::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                "NOTHING",
                "RENEWALS_NOT_STORED",
                "RENEWALS_ALONE",
                "OVER_UNKNOWN",
                "FREED_WHEN_AWAY",
                "CLOCK_SLEEPS"
            })
    void a_safety_rule_that_is_taken_away_is_missed_by_chance(MeshSabotage sabotage) {
        boolean noticed = false;

        for (long seed = 1; seed <= DAYS_TO_NOTICE && !noticed; seed++) {
            MeshWorld world = day(new Dice(seed), 5, sabotage, false);
            noticed = !world.checks().violations().isEmpty();
        }

        assertTrue(noticed, () -> sabotage + " went unnoticed for " + DAYS_TO_NOTICE + " days");
    }

    private static MeshWorld day(Dice dice, int lanes, MeshSabotage sabotage, boolean wipes) {
        MeshDay day = new MeshDay(dice, lanes, sabotage, wipes);
        day.run(DAY_MILLIS);
        day.quiet();
        new MeshAgreement(day.world()).check();
        return day.world();
    }
}
