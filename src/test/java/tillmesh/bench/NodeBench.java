package tillmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tillmesh.chaos.rig.Launch;
import tillmesh.chaos.rig.NodeProcess;

/**
 * Measures one node beside the floors of its disk and writes {@code target/bench/report.md}. {@code -Dbench.seconds=N} for
 * each figure (10), {@code -Dbench.dir} for another disk, {@code -Dbench.only=floors,sales,memory,start} for a part.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class NodeBench {
    private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
    private static final Duration TIME = Duration.ofSeconds(SECONDS);
    private static final Duration WARM_FIRST = Duration.ofSeconds(15);
    private static final Duration WARM = Duration.ofSeconds(3);
    private static final int[] SCREENS = {1, 8, 64};
    private static final long MANY_SALES = 100_000;
    private static final List<Path> JAVAS =
            List.of(Path.of(System.getProperty("java.home")), Path.of("/usr/lib/jvm/temurin-25-jdk-amd64"));

    private final String only = System.getProperty("bench.only", "floors,sales,memory,start");
    private final Report report = new Report();
    private final Map<String, Figure> floors = new LinkedHashMap<>();
    private int run;

    @Test
    void measure_everything_and_write_the_report() throws Exception {
        Path dir = Files.createDirectories(Path.of(System.getProperty("bench.dir", "target/bench")))
                .toAbsolutePath();
        Machine.lines(dir).forEach(line -> report.say("- %s", line));
        report.say("- each figure: %d s after a warm-up of %d s", SECONDS, WARM.toSeconds());
        if (only.contains("floors")) {
            floors(dir);
        }
        if (only.contains("sales")) {
            sales(dir, Sale.PUBLISH);
            sales(dir, Sale.ORDER);
            report.plot();
        }
        if (only.contains("memory")) {
            memory(dir);
        }
        if (only.contains("start")) {
            start(dir);
        }
        report.say("");
        report.say("Load average at the end: %s", Machine.load());
        Files.writeString(dir.resolve("report.md"), report.markdown());
    }

    private void floors(Path dir) throws IOException {
        report.head("floor", "per second", "p50 µs", "p99 µs", "p99.9 µs");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Floors.class.getName(),
                Files.createTempDirectory(dir, "floors-").toString(),
                Integer.toString(SECONDS));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        for (String line : process.inputReader().lines().toList()) {
            if (line.startsWith("FIGURE;")) {
                Figure figure = Figure.parse(line);
                floors.put(figure.what(), figure);
                report.row(figure);
            } else {
                System.out.println(line);
            }
        }
    }

    private void sales(Path dir, Sale sale) throws IOException {
        report.head(
                sale == Sale.ORDER ? "orders, told to all other screens" : "free messages",
                "sales per second",
                "p50 µs",
                "p99 µs",
                "p99.9 µs",
                "of the floor",
                "frames heard per second");
        Launch launch = Launch.in(Files.createTempDirectory(dir, "node-"));
        try (NodeProcess node = NodeProcess.start(launch)) {
            try (Crowd crowd = Crowd.of(launch.port(), 8, sale, run++)) {
                crowd.sell("warm-up", WARM_FIRST, Duration.ofSeconds(1));
            }
            for (int screens : SCREENS) {
                cell(launch, sale, screens);
            }
            node.stop();
        }
    }

    private void cell(Launch launch, Sale sale, int screens) throws IOException {
        try (Crowd crowd = Crowd.of(launch.port(), screens, sale, run++)) {
            Figure figure = crowd.sell(screens + " screens", WARM, TIME);
            report.remember(sale, screens, figure);
            report.row(
                    figure,
                    ratio(figure, screens),
                    String.format("%,d", crowd.heard() / (TIME.toSeconds() + WARM.toSeconds())));
        }
    }

    private String ratio(Figure figure, int screens) {
        if (floors.isEmpty()) {
            return "–";
        }
        if (screens == 1) {
            Figure single = Objects.requireNonNull(floors.get(Floors.SINGLE));
            return String.format("p50 %.1f × the bare commit", figure.p50() / single.p50());
        }
        Figure group = Objects.requireNonNull(floors.get(screens == 8 ? Floors.GROUP_8 : Floors.GROUP_64));
        return String.format("%.2f × group commit, %d submitters", figure.perSecond() / group.perSecond(), screens);
    }

    private void memory(Path dir) throws IOException {
        report.head("memory of the node, shipped options", "RSS MiB", "highest RSS MiB");
        Launch launch = Launch.in(Files.createTempDirectory(dir, "node-"));
        try (NodeProcess node = NodeProcess.start(launch)) {
            memory("ready", node);
            for (int screens : new int[] {8, 64}) {
                try (Crowd crowd = Crowd.of(launch.port(), screens, Sale.ORDER, run++)) {
                    crowd.sell(MANY_SALES);
                    memory(String.format("after %,d sales more on %d screens", crowd.sales(), screens), node);
                }
            }
            node.stop();
        }
    }

    private void memory(String when, NodeProcess node) {
        report.say("| %s | %d | %d |", when, node.statusKib("VmRSS") / 1024, node.statusKib("VmHWM") / 1024);
    }

    private void start(Path dir) throws IOException {
        report.head("start of the process to /readyz 200, median of 10", "ms");
        for (Path home : JAVAS) {
            if (Files.exists(home)) {
                start(dir, home);
            }
        }
    }

    private void start(Path dir, Path home) throws IOException {
        Launch launch = Launch.in(Files.createTempDirectory(dir, "node-"));
        StartUp startUp = new StartUp(launch, home, Files.createTempDirectory(dir, "archive-"));
        boolean ahead = home.toString().contains("25");
        List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xmx128m"));
        report.say("| %s, no archive | %d |", home.getFileName(), startUp.plain(options));
        report.say("| %s, with an archive | %d |", home.getFileName(), startUp.archived(options, ahead));
    }
}
