package tillmesh.loop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LaneLoopTest {
    private static final int QUEUE_MAX = 8;

    private final PaperLedger ledger = new PaperLedger();
    private final AtomicReference<Throwable> bug = new AtomicReference<>();
    private final LaneLoop loop = new LaneLoop(ledger, QUEUE_MAX, LaneLoopTest::millis, bug::set);

    private static long millis() {
        return System.nanoTime() / 1_000_000;
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void notes_run_on_the_one_thread_called_lane_in_the_order_they_came() {
        List<Integer> ran = new ArrayList<>();
        AtomicReference<String> thread = new AtomicReference<>();
        for (int i = 1; i <= 5; i++) {
            int number = i;
            loop.run(() -> ran.add(number));
        }
        loop.run(() -> thread.set(Thread.currentThread().getName() + " " + loop.here()));
        loop.start();
        loop.close();

        assertEquals(List.of(1, 2, 3, 4, 5), ran);
        assertEquals("lane true", thread.get());
        assertFalse(loop.here());
    }

    @Test
    void what_waits_together_is_committed_together() {
        for (int i = 0; i < QUEUE_MAX; i++) {
            int number = i;
            loop.run(() -> ledger.write("sale " + number));
        }
        loop.start();
        loop.close();

        assertEquals(QUEUE_MAX, ledger.kept().size());
        assertTrue(ledger.commits() < QUEUE_MAX, "commits " + ledger.commits());
    }

    @Test
    void a_full_queue_refuses_at_once_and_takes_again_when_there_is_room() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        loop.start();
        loop.run(() -> {
            started.countDown();
            awaitQuietly(goOn);
        });
        assertTrue(started.await(5, TimeUnit.SECONDS));

        long taken = IntStream.range(0, QUEUE_MAX + 3)
                .filter(i -> loop.run(() -> {}))
                .count();
        assertEquals(QUEUE_MAX, taken);
        assertEquals(QUEUE_MAX, loop.queued());

        goOn.countDown();
        await().until(() -> loop.run(() -> {}));
    }

    @Test
    void a_must_is_never_refused_even_by_a_full_queue() throws InterruptedException {
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch goOn = new CountDownLatch(1);
        loop.start();
        loop.run(() -> awaitQuietly(goOn));
        for (int i = 0; i < 100; i++) {
            loop.must(ran::incrementAndGet);
        }
        goOn.countDown();

        await().until(() -> ran.get() == 100);
    }

    @Test
    void a_timer_runs_once_and_not_before_its_time() {
        AtomicReference<Long> ranAt = new AtomicReference<>();
        loop.start();
        long asked = loop.millis();
        loop.after(Duration.ofMillis(30), () -> ranAt.set(loop.millis()));

        await().until(() -> ranAt.get() != null);
        assertTrue(ranAt.get() - asked >= 30, "after " + (ranAt.get() - asked) + " ms");
    }

    @Test
    void timers_run_in_the_order_of_their_times_and_equal_ones_as_they_were_set() {
        List<String> ran = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        loop.run(() -> {
            loop.after(Duration.ofMillis(40), () -> ran.add("late"));
            loop.after(Duration.ofMillis(5), () -> ran.add("early"));
            loop.after(Duration.ofMillis(40), () -> ran.add("late too"));
            loop.after(Duration.ofMillis(60), done::incrementAndGet);
        });
        loop.start();

        await().until(() -> done.get() == 1);
        assertEquals(List.of("early", "late", "late too"), ran);
    }

    @Test
    void a_cancelled_timer_does_not_run() {
        AtomicInteger ran = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        loop.run(() -> {
            Loop.Timer timer = loop.after(Duration.ofMillis(5), ran::incrementAndGet);
            loop.after(Duration.ofMillis(20), done::incrementAndGet);
            timer.cancel();
        });
        loop.start();

        await().until(() -> done.get() == 1);
        assertEquals(0, ran.get());
    }

    @Test
    void a_timer_set_from_outside_is_not_lost_when_the_disk_fails_at_that_moment() {
        AtomicInteger ran = new AtomicInteger();
        ledger.failCommits(1);
        loop.after(Duration.ofMillis(1), ran::incrementAndGet);
        loop.start();

        await().atMost(Duration.ofSeconds(5)).until(() -> ran.get() == 1);
    }

    @Test
    void what_runs_every_so_often_goes_on_after_its_own_fault_and_after_a_failed_commit() {
        AtomicInteger ran = new AtomicInteger();
        loop.start();
        loop.every(Duration.ofMillis(1), () -> {
            if (ran.incrementAndGet() == 3) {
                throw PaperLedger.fault("a bad tick");
            }
            if (ran.get() == 6) {
                ledger.failCommits(1);
            }
        });

        await().until(() -> ran.get() > 10);
    }

    @Test
    void closing_runs_what_waits_and_takes_nothing_new() {
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < QUEUE_MAX; i++) {
            loop.run(ran::incrementAndGet);
        }
        loop.must(ran::incrementAndGet);
        loop.start();
        loop.close();

        assertEquals(QUEUE_MAX + 1, ran.get());
        assertFalse(loop.run(ran::incrementAndGet));
    }

    @Test
    void every_note_that_was_taken_is_run_also_those_that_came_while_closing() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            LaneLoop closing = new LaneLoop(new PaperLedger(), 1_000, LaneLoopTest::millis, bug::set);
            AtomicInteger ran = new AtomicInteger();
            AtomicInteger taken = new AtomicInteger();
            Thread screen = new Thread(() -> {
                while (closing.run(ran::incrementAndGet)) {
                    taken.incrementAndGet();
                }
            });
            closing.start();
            screen.start();
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofNanos(1_000))
                    .until(() -> taken.get() > 0);
            closing.close();
            screen.join();
            assertEquals(taken.get(), ran.get());
        }
    }

    @Test
    void a_bug_ends_the_loop_and_is_told() {
        IllegalStateException ours = new IllegalStateException("ours");
        loop.start();
        loop.run(() -> {
            throw ours;
        });

        await().until(() -> bug.get() != null);
        assertSame(ours, bug.get());
        assertFalse(loop.run(() -> {}));
        assertEquals(List.of(), ledger.kept());
    }

    @Test
    void an_interrupted_loop_says_so_instead_of_vanishing() {
        loop.start();
        loop.run(() -> Thread.currentThread().interrupt());

        await().until(() -> bug.get() != null);
        assertFalse(loop.run(() -> {}));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
