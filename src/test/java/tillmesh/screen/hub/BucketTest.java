package tillmesh.screen.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class BucketTest {
    private final Bucket bucket = new Bucket(10, 5_000);

    @Test
    void two_seconds_worth_may_come_at_once_and_not_one_more() {
        assertEquals(20, takenAt(5_000, 100));
        assertFalse(bucket.take(5_000));
    }

    @Test
    void it_fills_at_its_rate_and_never_beyond_its_burst() {
        takenAt(5_000, 100);

        assertFalse(bucket.take(5_099));
        assertTrue(bucket.take(5_100));
        assertEquals(5, takenAt(5_600, 100));
        assertEquals(20, takenAt(99_000, 100));
    }

    @Test
    void a_steady_rate_is_never_refused() {
        for (int i = 0; i < 1000; i++) {
            assertTrue(bucket.take(5_000 + i * 100L));
        }
    }

    private int takenAt(long millis, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += bucket.take(millis) ? 1 : 0;
        }
        return taken;
    }
}
