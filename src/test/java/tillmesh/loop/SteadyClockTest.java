package tillmesh.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tillmesh.sim.Dice;

class SteadyClockTest {
    private static final long HOUR = 3_600_000;

    private long awake = 1_000_000;
    private long wall = 1_790_000_000_000L;
    private long booted = 5_000_000;
    private boolean bootKnown = true;
    private int looks;

    private SteadyClock clock() {
        return new SteadyClock(() -> TimeUnit.MILLISECONDS.toNanos(awake), () -> wall, () -> {
            looks++;
            return bootKnown ? OptionalLong.of(booted / 10 * 10) : OptionalLong.empty();
        });
    }

    private void pass(long millis) {
        awake += millis;
        wall += millis;
        booted += millis;
    }

    private void doze(long millis) {
        wall += millis;
        booted += millis;
    }

    private static void assertAbout(long expected, long millis, long within) {
        assertTrue(Math.abs(millis - expected) <= within, () -> millis + " ms");
    }

    @Test
    void an_hour_asleep_has_passed_at_the_first_look_after_waking_up() {
        SteadyClock clock = clock();
        long before = clock.getAsLong();

        doze(HOUR);

        assertAbout(HOUR, clock.getAsLong() - before, 10);
    }

    @Test
    void an_hour_asleep_is_seen_within_a_quarter_second_if_the_wall_clock_slept_too() {
        SteadyClock clock = clock();
        long before = clock.getAsLong();
        booted += HOUR;

        pass(250);

        assertAbout(HOUR + 250, clock.getAsLong() - before, 10);
    }

    @Test
    void naps_add_up() {
        SteadyClock clock = clock();
        long before = clock.getAsLong();

        for (int i = 0; i < 10; i++) {
            doze(600);
            pass(400);
            clock.getAsLong();
        }

        assertAbout(10_000, clock.getAsLong() - before, 1_000);
    }

    @Test
    void a_wall_clock_that_somebody_sets_passes_no_time() {
        SteadyClock clock = clock();
        long before = clock.getAsLong();

        wall += HOUR;
        clock.getAsLong();
        wall -= 3 * HOUR;
        pass(100);

        assertEquals(100, clock.getAsLong() - before);
    }

    @Test
    void where_boot_time_is_not_known_a_wall_clock_that_runs_ahead_counts_as_sleep() {
        bootKnown = false;
        SteadyClock clock = clock();
        long before = clock.getAsLong();

        wall -= HOUR;
        pass(100);
        assertEquals(100, clock.getAsLong() - before);
        doze(HOUR);

        assertEquals(HOUR + 100, clock.getAsLong() - before);
    }

    @Test
    void it_never_goes_back_whatever_becomes_of_the_others() {
        Dice.throwing(200, dice -> {
            bootKnown = dice.oneIn(2);
            SteadyClock clock = clock();
            long last = clock.getAsLong();
            for (int i = 0; i < 200; i++) {
                pass(dice.between(0, 400));
                wall += dice.oneIn(10) ? dice.between(-100_000_000, 100_000_000) : 0;
                booted += dice.oneIn(10) ? dice.between(-100_000, 10_000_000) : 0;
                bootKnown ^= dice.oneIn(50);
                long now = clock.getAsLong();
                assertTrue(now >= last);
                last = now;
            }
        });
    }

    @Test
    void boot_time_is_looked_at_four_times_a_second_at_most_while_nothing_happens() {
        SteadyClock clock = clock();
        looks = 0;

        for (int i = 0; i < 10_000; i++) {
            pass(1);
            clock.getAsLong();
        }

        assertEquals(40, looks);
    }
}
