package tillmesh.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.sim.Dice;

class BreakerTest {
    private static final Answer.Failed SILENT = Answer.Failed.of(Trouble.UNKNOWN, "it does not answer");

    @TempDir
    Path dir;

    @Test
    void pauses_grow_to_a_ceiling_and_never_end() {
        Dice.throwing(50, dice -> {
            Breaker breaker = new Breaker(dice);
            long now = 0;
            long before = 0;
            for (int i = 0; i < 100; i++) {
                breaker.begun();
                breaker.failed(SILENT, now);
                long pause = pause(breaker, now);
                assertTrue(pause <= Breaker.MOST_MILLIS, pause + " ms");
                assertTrue(pause >= Math.min(before / 4, Breaker.MOST_MILLIS / 2), pause + " after " + before);
                before = pause;
                now += pause;
            }
        });
    }

    private static long pause(Breaker breaker, long now) {
        for (long pause = 0; pause <= Breaker.ASKED_MOST_MILLIS; pause += 10) {
            if (breaker.mayGo(now + pause)) {
                return pause;
            }
        }
        return Long.MAX_VALUE;
    }

    @Test
    void a_wrong_key_after_a_long_outage_is_tried_again_within_half_a_minute() {
        Dice.throwing(50, dice -> {
            Breaker breaker = new Breaker(dice);
            long now = 0;
            for (int i = 0; i < 20; i++) {
                breaker.begun();
                breaker.failed(SILENT, now);
                now += pause(breaker, now);
            }
            breaker.begun();
            breaker.failed(Answer.Failed.of(Trouble.MISCONFIGURED, "401"), now);
            long pause = pause(breaker, now);
            assertTrue(pause <= Breaker.SLOW_MILLIS + 10, pause + " ms");
        });
    }

    @Test
    void one_batch_probes_and_the_others_wait_for_it() {
        Breaker breaker = new Breaker(new Dice(1));
        breaker.failed(SILENT, 0);
        long later = Breaker.MOST_MILLIS;

        assertTrue(breaker.mayGo(later));
        breaker.begun();
        assertFalse(breaker.mayGo(later));

        assertTrue(breaker.well());
        assertTrue(breaker.mayGo(later));
    }

    @Test
    void batches_that_fail_together_are_one_failure() {
        Breaker breaker = new Breaker(new Dice(1));
        for (int i = 0; i < 20; i++) {
            breaker.failed(SILENT, 0);
        }

        assertEquals(1, breaker.failures());
        assertTrue(pause(breaker, 0) <= Breaker.FIRST_MILLIS);
    }

    @Test
    void a_cloud_is_left_alone_for_as_long_as_it_asks_within_reason() {
        Breaker breaker = new Breaker(new Dice(1));
        breaker.failed(new Answer.Failed(Trouble.UNKNOWN, Duration.ofSeconds(90), "429"), 0);
        assertEquals(90_000, pause(breaker, 0));

        Breaker zero = new Breaker(new Dice(1));
        zero.failed(new Answer.Failed(Trouble.UNKNOWN, Duration.ZERO, "503"), 0);
        assertTrue(pause(zero, 0) >= Breaker.FIRST_MILLIS / 2);

        Breaker years = new Breaker(new Dice(1));
        years.failed(new Answer.Failed(Trouble.UNKNOWN, Duration.ofDays(40_000), "503"), 0);
        assertEquals(Breaker.ASKED_MOST_MILLIS, pause(years, 0));
    }

    @Test
    void a_cloud_that_was_down_is_told_of_once_and_gets_everything() {
        try (OneLane lane = new OneLane(dir)) {
            ScriptedCloud cloud = lane.cloud("odoo");
            cloud.spoil = truth -> SILENT;
            lane.upload(OneLane.AT_ONCE, cloud);
            lane.write(20);

            lane.loop.pass(3_600_000);
            int calls = cloud.calls.size();
            assertTrue(calls >= 60 && calls < 140, calls + " calls in an hour");
            assertEquals(List.of("down: it does not answer"), lane.told);

            cloud.spoil = truth -> truth;
            lane.loop.pass(Breaker.MOST_MILLIS + 10_000);
            assertEquals(20, lane.upto("odoo"));
            assertEquals(List.of("down: it does not answer", "up"), lane.told);
        }
    }

    @Test
    void a_cloud_that_never_answers_is_asked_again() {
        try (OneLane lane = new OneLane(dir)) {
            ScriptedCloud cloud = lane.cloud("odoo");
            cloud.takes = Flight.ANSWER_MOST_MILLIS * 10;
            lane.upload(OneLane.AT_ONCE, cloud);
            lane.write(5);
            lane.loop.pass(Flight.ANSWER_MOST_MILLIS + 2_000);
            assertEquals(2, cloud.calls.size());

            cloud.takes = 20;
            lane.loop.pass(3 * Flight.ANSWER_MOST_MILLIS);
            assertEquals(5, lane.upto("odoo"));
        }
    }
}
