package tillmesh.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiceTest {

    @Test
    void one_seed_throws_the_same_twice_and_on_every_machine() {
        assertEquals(new Dice(7).nextLong(), new Dice(7).nextLong());
        assertEquals(7191089600892374487L, new Dice(7).nextLong());
        assertNotEquals(new Dice(7).nextLong(), new Dice(8).nextLong());
    }

    @Test
    void a_failing_property_names_its_seed_and_how_to_replay_it() {
        AssertionError failure = assertThrows(
                AssertionError.class, () -> Dice.throwing(100, dice -> assertTrue(dice.seed() != 3, "three is bad")));

        assertTrue(failure.getMessage().contains("-Dtest=DiceTest -Dtillmesh.seed=3"), failure.getMessage());
        assertTrue(failure.getMessage().contains("three is bad"), failure.getMessage());
        assertEquals(1, failure.getMessage().lines().count());
    }

    @Test
    void throws_stay_in_their_range_and_reach_its_ends() {
        boolean[] seen = new boolean[6];
        Dice dice = new Dice(1);
        for (int i = 0; i < 1_000; i++) {
            seen[dice.between(1, 6) - 1] = true;
            assertTrue(List.of("a", "b").contains(dice.oneOf("a", "b")));
            assertTrue(dice.word(2, 4).matches("[a-z0-9]{2,4}"));
        }
        assertEquals(List.of(true, true, true, true, true, true), asList(seen));
    }

    @Test
    void text_survives_utf_8_and_is_never_longer_than_asked() {
        Dice.throwing(300, dice -> {
            String text = dice.text(40);
            assertTrue(text.length() <= 40);
            assertEquals(text, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        });
    }

    private static List<Boolean> asList(boolean[] values) {
        return java.util.stream.IntStream.range(0, values.length)
                .mapToObj(i -> values[i])
                .toList();
    }
}
