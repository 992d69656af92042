package tillmesh.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

class HybridClockTest {
    private static final LaneId LANE = new LaneId("L1");

    private final AtomicLong wall = new AtomicLong(1_000);
    private final HybridClock clock = new HybridClock(() -> Instant.ofEpochMilli(wall.get()), LANE);

    @Test
    void it_follows_the_wall_clock_and_counts_within_a_millisecond() {
        assertEquals(new Stamp(1_000, 0, LANE), clock.next());
        assertEquals(new Stamp(1_000, 1, LANE), clock.next());
        wall.set(1_001);
        assertEquals(new Stamp(1_001, 0, LANE), clock.next());
    }

    @Test
    void a_wall_clock_that_goes_back_does_not_take_it_back() {
        clock.next();
        wall.set(10);

        assertEquals(new Stamp(1_000, 1, LANE), clock.next());
        wall.set(1_000);
        assertEquals(new Stamp(1_000, 2, LANE), clock.next());
    }

    @Test
    void it_is_after_every_stamp_it_has_seen_also_one_from_the_future() {
        clock.seen(5_000, 7);
        assertEquals(new Stamp(5_000, 8, LANE), clock.next());
    }

    @Test
    void an_older_stamp_changes_nothing() {
        clock.next();
        clock.seen(999, 50);
        clock.seen(1_000, 0);
        assertEquals(new Stamp(1_000, 1, LANE), clock.next());
    }

    @Test
    void a_full_counter_moves_on_to_the_next_millisecond() {
        clock.seen(1_000, Integer.MAX_VALUE);
        assertEquals(new Stamp(1_001, 0, LANE), clock.next());
    }

    @Test
    void stamps_only_grow_whatever_the_wall_and_the_other_lanes_do() {
        Dice.throwing(500, dice -> {
            AtomicLong now = new AtomicLong(dice.between(0, 100));
            HybridClock any = new HybridClock(() -> Instant.ofEpochMilli(now.get()), LANE);
            Stamp last = any.next();
            for (int i = 0; i < 50; i++) {
                now.addAndGet(dice.between(-20, 20));
                Stamp heard = new Stamp(dice.between(0, 300), dice.between(0, 3), new LaneId("L2"));
                if (dice.oneIn(3)) {
                    any.seen(heard.wallMillis(), heard.count());
                    last = last.compareTo(heard) > 0 ? last : heard;
                }
                Stamp next = any.next();
                assertTrue(next.compareTo(last) > 0, last + " then " + next);
                last = next;
            }
        });
    }

    @Test
    void stamps_are_ordered_by_wall_then_count_then_lane() {
        LaneId other = new LaneId("L2");
        List<Stamp> ordered = List.of(
                new Stamp(1, 9, other),
                new Stamp(2, 0, LANE),
                new Stamp(2, 0, other),
                new Stamp(2, 1, LANE),
                new Stamp(3, 0, LANE));
        List<Stamp> shuffled = new ArrayList<>(ordered);
        Collections.reverse(shuffled);
        Collections.sort(shuffled);
        assertEquals(ordered, shuffled);
    }
}
