package tillmesh.screen.hub;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class StrikesTest {
    private final Strikes strikes = new Strikes();

    @Test
    void the_tenth_within_ten_seconds_is_one_too_many() {
        for (int i = 0; i < 9; i++) {
            assertFalse(strikes.strike(i * 1_000L));
        }

        assertTrue(strikes.strike(9_999));
    }

    @Test
    void ten_that_are_spread_over_ten_seconds_are_borne_for_ever() {
        for (int i = 0; i < 1_000; i++) {
            assertFalse(strikes.strike(i * 1_112L));
        }
    }

    @Test
    void old_ones_are_forgotten() {
        for (int i = 0; i < 9; i++) {
            strikes.strike(i);
        }

        assertFalse(strikes.strike(10_000));
    }
}
