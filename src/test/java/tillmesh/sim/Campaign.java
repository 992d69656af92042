package tillmesh.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Many shop-days, as many at a time as there are processors. A day knows nothing of the others, so that its seed alone
 * decides it; only what was seen is added up. Begun in the order of the seeds, and ended by the first that fails.
 */
final class Campaign {
    private static final long SAY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Class<?> test;
    private final Seeds seeds;
    private final Consumer<String> screen;
    private final long started = System.nanoTime();
    private final AtomicLong next;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong said = new AtomicLong(started);
    private final ConcurrentSkipListMap<Long, Throwable> broken = new ConcurrentSkipListMap<>();

    /** @param test whom to name in the command that replays a day @param screen is told every ten seconds how far it is */
    Campaign(Class<?> test, Seeds seeds, Consumer<String> screen) {
        this.test = test;
        this.seeds = seeds;
        this.screen = screen;
        this.next = new AtomicLong(seeds.first());
    }

    /**
     * Runs the days.
     *
     * @return what was seen in all of them
     * @throws AssertionError that names the lowest seed of the days that failed, and how to replay it
     */
    Sightings run(LongFunction<Sightings> day) throws InterruptedException, ExecutionException {
        int hands = (int) Math.min(seeds.count(), Runtime.getRuntime().availableProcessors());
        ExecutorService shop = Executors.newFixedThreadPool(hands);
        try {
            List<Future<Sightings>> parts = new ArrayList<>();
            for (int i = 0; i < hands; i++) {
                parts.add(shop.submit(() -> some(day)));
            }
            Sightings all = new Sightings();
            for (Future<Sightings> part : parts) {
                all.add(part.get());
            }
            say();
            if (!broken.isEmpty()) {
                throw Seeds.failure(test, broken.firstKey(), broken.firstEntry().getValue());
            }
            return all;
        } finally {
            shop.shutdownNow();
        }
    }

    private Sightings some(LongFunction<Sightings> day) {
        Sightings seen = new Sightings();
        for (long seed = next.getAndIncrement(); wanted(seed); seed = next.getAndIncrement()) {
            try {
                seen.add(day.apply(seed));
            } catch (RuntimeException | Error why) {
                broken.put(seed, why);
            }
            done.incrementAndGet();
            sayNowAndThen();
        }
        return seen;
    }

    // What is below a failed seed is still finished, so that the lowest that fails is always the one named.
    private boolean wanted(long seed) {
        Long failed = broken.isEmpty() ? null : broken.firstKey();
        return seed <= seeds.last() && (failed == null || seed < failed);
    }

    private void sayNowAndThen() {
        long before = said.get();
        long now = System.nanoTime();
        if (now - before >= SAY_NANOS && said.compareAndSet(before, now)) {
            say();
        }
    }

    private void say() {
        double seconds = (System.nanoTime() - started) / 1e9;
        screen.accept(done + " of " + seeds.count() + " shop-days in " + Math.round(seconds) + " s, "
                + String.format(Locale.ROOT, "%.1f a second, ", done.get() / seconds)
                + (broken.isEmpty() ? "no promise broken" : "broken in seed " + broken.firstKey()));
    }
}
