package tillmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tillmesh.box.Box;
import tillmesh.chaos.rig.Launch;
import tillmesh.chaos.rig.NodeProcess;
import tillmesh.chaos.rig.Probe;
import tillmesh.config.NodeConfig.Supabase.Via;
import tillmesh.far.Front;
import tillmesh.far.HostedGateway;
import tillmesh.far.Mishap;
import tillmesh.far.Project;

/**
 * Measures how entries get upstairs, beside plain multi-row statements into the same PostgreSQL in the same run, and writes
 * {@code cloud.md} into {@code target/bench}. {@code -Dbench.only=batches,drain} for a part, {@code -Dbench.entries=N} for each
 * figure (100,000), {@code -Dbench.million=N} that a whole lane drains (1,000,000).
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class CloudBench {
    private static final int ENTRIES = Integer.getInteger("bench.entries", 100_000);
    private static final long MILLION = Long.getLong("bench.million", 1_000_000);
    private static final int[] BATCHES = {50, 200, 500};

    private final String only = System.getProperty("bench.only", "batches,drain");
    private final Report report = new Report();
    private Path dir;
    private Project project;

    @Test
    void measure_the_way_upstairs_and_write_the_report() throws Exception {
        System.setProperty("far.fsync", "true");
        dir = Files.createDirectories(Path.of(System.getProperty("bench.dir", "target/bench")))
                .toAbsolutePath();
        Machine.lines(dir).forEach(line -> report.say("- %s", line));
        project = Project.get();
        if (only.contains("batches")) {
            batches();
        }
        if (only.contains("drain")) {
            drain();
        }
        report.say("");
        report.say("Load average at the end: %s", Machine.load());
        Files.writeString(dir.resolve("cloud.md"), report.markdown());
    }

    private void batches() throws Exception {
        for (Goods goods : Goods.values()) {
            report.head(
                    goods.title, "batch", "entries per second", "p50 ms of a batch", "bytes per entry", "rate × plain");
            for (int batch : BATCHES) {
                Freight freight = new Freight(goods, ENTRIES, batch);
                double plain = plain(freight);
                report.say("| plain multi-row statements | %d | %,.0f | | | 1 |", batch, plain);
                for (Via via : Via.values()) {
                    String prefix = via == Via.RPC ? "/rest/v1" : "/functions/v1/sync-pos-message";
                    String address = via == Via.RPC ? project.rest() : project.functions();
                    try (Front front = new Front(Map.of(prefix, address))) {
                        front.gate = new HostedGateway(project.tokens());
                        String token = project.tokens().lane("bench-" + goods + batch + via, "S1");
                        Figure figure = freight.send(front.url(), HostedGateway.PUBLISHABLE, token, via);
                        say(via == Via.RPC ? "PostgREST" : "edge function, gzip", batch, figure, front, plain);
                    }
                }
                box(freight, plain);
            }
        }
    }

    private void box(Freight freight, double plain) throws Exception {
        Path place = Files.createTempDirectory(dir, "box-");
        try (Box box = Box.open(place, "127.0.0.1", 0);
                Front front = new Front(Map.of("/", box.address() + "/"))) {
            say("the box", freight.batch, freight.send(front.url(), box.key(), "", Via.RPC), front, plain);
        }
        Folder.delete(place);
    }

    private void say(String what, int batch, Figure figure, Front front, double plain) {
        double perSecond = figure.perSecond() * batch;
        report.say(
                "| %s | %d | %,.0f | %.1f | %.0f | **%.2f** |",
                what, batch, perSecond, figure.p50() / 1_000, front.bytes.get() / (double) ENTRIES, perSecond / plain);
    }

    /** The same rows into a table of the same form, by one client, each batch one statement and one commit. */
    private double plain(Freight freight) throws SQLException {
        project.database()
                .run(
                        "DROP TABLE IF EXISTS public.plain; CREATE TABLE public.plain (LIKE tillmesh.ledger INCLUDING ALL)");
        long start = System.nanoTime();
        freight.insert(project.database());
        return ENTRIES / ((System.nanoTime() - start) / 1e9);
    }

    /** A lane as it is shipped that sold while its cloud was closed. */
    private void drain() throws Exception {
        Path place = Files.createTempDirectory(dir, "drain-");
        try (Front front = new Front(Map.of("/rest/v1", project.rest()))) {
            front.gate = new HostedGateway(project.tokens());
            front.mishap = Mishap.status(503, "{\"message\":\"closed\"}");
            Launch launch = Launch.in(place.resolve("L1"))
                    .as("L1", Probe.freePort())
                    .with("--store.id=S1", "--store.tenant=drain", "--peer.stack=none")
                    .with("--cloud.supabase.url=" + front.url(), "--cloud.supabase.key=" + HostedGateway.PUBLISHABLE)
                    .with("--cloud.supabase.token=" + project.tokens().lane("drain", "S1"));
            try (NodeProcess node = NodeProcess.start(launch)) {
                try (Crowd crowd = Crowd.of(launch.port(), 64, Sale.PUBLISH, 700)) {
                    crowd.sell(MILLION);
                }
                long before = node.statusKib("VmRSS");
                Figure closed = live(launch, 701);
                front.mishap = Mishap.NONE;
                long first = awaitStored(1);
                Figure open = live(launch, 702);
                long last = awaitStored(MILLION);
                report.head(
                        "a lane of `" + String.join(" ", launch.options()) + "`",
                        "entries",
                        "entries per second",
                        "RSS MiB before",
                        "most at any time",
                        "live ack p50 µs before / during",
                        "p99 µs before / during");
                report.say(
                        "| drained into PostgREST | %,d | %,.0f | %d | %d | %.0f / %.0f | %.0f / %.0f |",
                        MILLION,
                        MILLION / ((last - first) / 1e9),
                        before / 1024,
                        node.statusKib("VmHWM") / 1024,
                        closed.p50(),
                        open.p50(),
                        closed.p99(),
                        open.p99());
            }
        }
        Folder.delete(place);
    }

    private static Figure live(Launch launch, int run) throws IOException {
        try (Crowd crowd = Crowd.of(launch.port(), 1, Sale.PUBLISH, run)) {
            return crowd.sell(Duration.ofMillis(100), Duration.ofSeconds(5));
        }
    }

    /** Asked of the far side itself. @return when it had so many, in nanoseconds */
    private long awaitStored(long entries) {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofMinutes(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> Long.parseLong(project.database()
                                .rows("SELECT coalesce(max(last_seq), 0) FROM tillmesh.heads WHERE tenant = 'drain'")
                                .get(0))
                        >= entries);
        return System.nanoTime();
    }

    /** How long each batch took, one after the other. */
    static Figure figure(Histogram nanos, long since) {
        return Figure.of(nanos, (System.nanoTime() - since) / 1e9);
    }
}
