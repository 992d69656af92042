package tillmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Measures a shop of several lanes beside the floor of its disk and writes {@code mesh.md} into {@code target/bench}.
 * {@code -Dbench.only=safe,across,leases,failover,frozen,catchup,lanes} for a part, {@code -Dbench.seconds=N} for each
 * figure (5), {@code -Dbench.rounds=N} for each event (5), {@code -Dbench.backlog=N} entries to catch up with (100,000).
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class MeshBench {
    private static final int SECONDS = Integer.getInteger("bench.seconds", 5);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final long BACKLOG = Long.getLong("bench.backlog", 100_000);
    private static final int WARM_UP_SECONDS = Integer.getInteger("bench.warm-up", 30);
    private static final Duration WARM = Duration.ofSeconds(2);
    private static final double MILLION = 1e6;

    private final String only = System.getProperty("bench.only", "safe,across,leases,failover,frozen,catchup,lanes");
    private final Report report = new Report();
    private Path dir;

    @Test
    void measure_a_shop_and_write_the_report() throws Exception {
        dir = Files.createDirectories(Path.of(System.getProperty("bench.dir", "target/bench")))
                .toAbsolutePath();
        Machine.lines(dir).forEach(line -> report.say("- %s", line));
        Figure floor = Floors.measure(Floor.SINGLE, dir, SECONDS);
        report.say("- floor: %s: p50 %.0f µs, p99 %.0f µs", Floor.SINGLE.title, floor.p50(), floor.p99());
        three(floor);
        part("lanes", this::manyLanes);
        report.say("");
        report.say("Load average at the end: %s", Machine.load());
        Files.writeString(dir.resolve("mesh.md"), report.markdown());
    }

    /** What is measured so far stands in the page, also when a later part does not come to its end. */
    private void part(String name, Part part) throws Exception {
        if (only.contains(name)) {
            System.out.println(name + " …");
            part.run();
            Files.writeString(dir.resolve("mesh.md"), report.markdown());
        }
    }

    private interface Part {
        void run() throws Exception;
    }

    private void three(Figure floor) throws Exception {
        Path place = Files.createTempDirectory(dir, "mesh-");
        try (BenchShop shop = new BenchShop(place, 3).open()) {
            warmUp(shop);
            part("safe", () -> safe(shop, floor));
            part("across", () -> across(shop, floor));
            part("leases", () -> leases(shop));
            part("catchup", () -> catchUp(shop));
            part("frozen", () -> frozen(shop));
            part("failover", () -> failover(shop));
            memory(shop);
        }
        Folder.delete(place);
    }

    // Lanes run for weeks; three that were just started spend the first half minute of two cores on compiling.
    private void warmUp(BenchShop shop) throws IOException {
        try (PeerCrowd crowd = new PeerCrowd(shop.port(1), 64, 800)) {
            crowd.sell(WARM, Duration.ofSeconds(WARM_UP_SECONDS));
        }
        report.say("- before the first figure the lanes sold for %d s", WARM_UP_SECONDS);
    }

    private void safe(BenchShop shop, Figure floor) throws IOException {
        report.head("sale → flushed on two lanes", "screens", "per second", "p50 µs", "p99 µs", "p50 × floor");
        int run = 0;
        for (int screens : new int[] {1, 8, 64}) {
            try (PeerCrowd crowd = new PeerCrowd(shop.port(1), screens, ++run)) {
                Figure figure = crowd.sell(WARM, Duration.ofSeconds(SECONDS));
                report.say(
                        "| PUBLISH at L1, SALE_STATE peer_ack at L1 | %d | %,.0f | %.0f | %.0f | %.1f |",
                        screens, figure.perSecond(), figure.p50(), figure.p99(), figure.p50() / floor.p50());
            }
        }
    }

    private void across(BenchShop shop, Figure floor) throws Exception {
        report.head(
                "order saved at L1 → ORDER_UPDATED at a screen of L2", "asked for", "p50 µs", "p99 µs", "p50 × floor");
        for (int perSecond : new int[] {100, 500}) {
            new AcrossLanes(perSecond, perSecond).run(shop.port(1), shop.port(2));
            Figure figure = new AcrossLanes(perSecond, perSecond * SECONDS).run(shop.port(1), shop.port(2));
            report.say(
                    "| 1 KB, two flushes | %d/s | %.0f | %.0f | %.1f |",
                    perSecond, figure.p50(), figure.p99(), figure.p50() / floor.p50());
        }
    }

    private void leases(BenchShop shop) throws IOException {
        report.head("LEASE_ACQUIRE → LEASE_GRANTED, firm", "per second", "p50 µs", "p99 µs");
        for (int lane : new int[] {1, 2}) {
            grants(shop, lane, Duration.ofSeconds(1));
            Figure figure = grants(shop, lane, Duration.ofSeconds(SECONDS));
            report.say(
                    "| on L%d%s | %,.0f | %.0f | %.0f |",
                    lane, lane == 1 ? ", which grants" : "", figure.perSecond(), figure.p50(), figure.p99());
        }
    }

    private Figure grants(BenchShop shop, int lane, Duration time) throws IOException {
        Histogram nanos = Figure.histogram();
        long until = System.nanoTime() + time.toNanos();
        long waiting = 0;
        try (LoneScreen screen = LoneScreen.at(shop.port(lane), "leases-" + lane)) {
            for (int order = 0; System.nanoTime() < until; order++) {
                String ref = "lease-" + lane + "-" + System.nanoTime() + "-" + order;
                long start = System.nanoTime();
                String granted = screen.acquire(ref);
                long end = System.nanoTime();
                if (granted.contains("\"provisional\":true")) {
                    throw new IllegalStateException("a provisional grant: " + granted);
                }
                nanos.recordValue(end - start);
                waiting += end - start;
                screen.release(ref);
            }
        }
        return Figure.of(nanos, waiting / 1e9);
    }

    private void catchUp(BenchShop shop) throws Exception {
        report.head("catching up", "entries", "seconds", "live ack p50 µs before / during", "p99 µs before / during");
        shop.node(3).kill();
        try (Crowd crowd = Crowd.of(shop.port(1), 64, Sale.PUBLISH, 900)) {
            crowd.sell(BACKLOG);
        }
        Figure before = live(shop, 901, 3);
        long start = System.nanoTime();
        shop.restart(3);
        Thread measuring;
        Figure[] during = new Figure[1];
        measuring = new Thread(() -> during[0] = live(shop, 902, 3), "live");
        measuring.start();
        awaitLane(shop, 1, "L3", "\"state\":\"here\"[^}]*\"entriesBehind\":[0-9]{1,2}}");
        double seconds = (System.nanoTime() - start) / 1e9;
        measuring.join();
        report.say(
                "| L3 back from the start of its process | %,d | %.1f | %.0f / %.0f | %.0f / %.0f |",
                BACKLOG, seconds, before.p50(), during[0].p50(), before.p99(), during[0].p99());
    }

    private static Figure live(BenchShop shop, int run, int seconds) {
        try (Crowd crowd = Crowd.of(shop.port(1), 1, Sale.PUBLISH, run)) {
            return crowd.sell(Duration.ofMillis(1), Duration.ofSeconds(seconds));
        } catch (IOException e) {
            throw new IllegalStateException("the live till lost its node", e);
        }
    }

    /** Until a lane says of another what the pattern says. */
    private static void awaitLane(BenchShop shop, int at, String lane, String pattern) throws IOException {
        try (LoneScreen watcher = LoneScreen.at(shop.port(at), "watcher-" + System.nanoTime())) {
            watcher.send("{\"type\":\"WATCH\",\"what\":[\"lanes\"]}");
            while (!watcher.await("LANES").matches("(?s).*\\{\"id\":\"" + lane + "\"[^}]*" + pattern + ".*")) {
                // The next one will come when something changes.
            }
        }
    }

    private void frozen(BenchShop shop) throws IOException {
        List<Double> noticed = new ArrayList<>();
        for (int round = 0; round < Math.min(ROUNDS, 3); round++) {
            shop.node(3).signal("STOP");
            long start = System.nanoTime();
            awaitLane(shop, 1, "L3", "\"state\":\"away\"");
            noticed.add((System.nanoTime() - start) / MILLION);
            shop.node(3).signal("CONT");
            awaitLane(shop, 1, "L3", "\"state\":\"here\"[^}]*\"entriesBehind\":0}");
        }
        report.head("event", "median ms", "fastest", "slowest");
        say("L3 frozen → called away at L1", noticed);
    }

    private void failover(BenchShop shop) throws IOException {
        List<Double> grants = new ArrayList<>();
        List<Double> views = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            int coordinator = coordinator(shop);
            int other = coordinator % shop.size() + 1;
            shop.node(coordinator).kill();
            long start = System.nanoTime();
            grants.add(shop.awaitFirm(other) / MILLION);
            awaitLane(shop, other, "L" + coordinator, "\"state\":\"away\"");
            views.add((System.nanoTime() - start) / MILLION);
            shop.restart(coordinator);
            awaitLane(shop, other, "L" + coordinator, "\"state\":\"here\"[^}]*\"entriesBehind\":0}");
            shop.awaitFirm(coordinator);
        }
        report.head("event", "median ms", "fastest", "slowest");
        say("coordinator killed → next firm grant on another lane", grants);
        say("coordinator killed → called away there", views);
    }

    private static int coordinator(BenchShop shop) throws IOException {
        try (LoneScreen watcher = LoneScreen.at(shop.port(1), "watcher-" + System.nanoTime())) {
            watcher.send("{\"type\":\"WATCH\",\"what\":[\"lanes\"]}");
            return Integer.parseInt(watcher.await("LANES").replaceFirst("(?s).*\"coordinator\":\"L(\\d+)\".*", "$1"));
        }
    }

    private void say(String what, List<Double> millis) {
        Collections.sort(millis);
        report.say(
                "| %s | %.0f | %.0f | %.0f |",
                what, millis.get(millis.size() / 2), millis.get(0), millis.get(millis.size() - 1));
    }

    private void manyLanes() throws IOException {
        Path place = Files.createTempDirectory(dir, "lanes-");
        try (BenchShop shop = new BenchShop(place, 8).open();
                PeerCrowd crowd = new PeerCrowd(shop.port(1), 8, 950)) {
            Figure figure = crowd.sell(WARM, Duration.ofSeconds(SECONDS));
            report.head("shop of 8 lanes, 8 screens on L1", "per second", "p50 µs", "p99 µs");
            report.say(
                    "| PUBLISH at L1, SALE_STATE peer_ack at L1 | %,.0f | %.0f | %.0f |",
                    figure.perSecond(), figure.p50(), figure.p99());
            memory(shop);
        }
        Folder.delete(place);
    }

    private void memory(BenchShop shop) {
        report.head("memory of a shop of " + shop.size() + " lanes", "RSS MiB of each");
        List<String> each = new ArrayList<>();
        for (int lane = 1; lane <= shop.size(); lane++) {
            each.add(Long.toString(shop.node(lane).statusKib("VmRSS") / 1024));
        }
        report.say("| after what is above | %s |", String.join(", ", each));
    }
}
