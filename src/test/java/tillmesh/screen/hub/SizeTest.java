package tillmesh.screen.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SizeTest {
    @Test
    void bytes_count_not_characters() {
        assertEquals(Size.FITS, Size.of("a".repeat(12), 12));
        assertEquals(Size.TOO_LARGE, Size.of("a".repeat(13), 12));
        assertEquals(Size.FITS, Size.of("è".repeat(6), 12));
        assertEquals(Size.TOO_LARGE, Size.of("è".repeat(6) + "a", 12));
        assertEquals(Size.FITS, Size.of("☕".repeat(4), 12));
        assertEquals(Size.TOO_LARGE, Size.of("☕".repeat(5), 12));
        assertEquals(Size.FITS, Size.of("😀".repeat(3), 12));
        assertEquals(Size.TOO_LARGE, Size.of("😀".repeat(4), 12));
    }

    @Test
    void beyond_four_times_the_limit_is_another_matter() {
        assertEquals(Size.TOO_LARGE, Size.of("a".repeat(48), 12));
        assertEquals(Size.BEYOND, Size.of("a".repeat(49), 12));
    }
}
