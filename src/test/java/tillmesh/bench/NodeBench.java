package tillmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tillmesh.chaos.rig.Launch;
import tillmesh.chaos.rig.NodeProcess;

/**
 * Measures one node beside the floors of its disk and writes {@code report.md} and {@code sales.svg} into
 * {@code target/bench}. {@code -Dbench.rounds=N} (5) and {@code -Dbench.seconds=N} for each figure of a round (5),
 * {@code -Dbench.dir} for another disk, {@code -Dbench.java} for another Java machine to start beside this one,
 * {@code -Dbench.only=sales,memory,start} for a part.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class NodeBench {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 5);
    private static final long MANY_SALES = 100_000;

    private final String only = System.getProperty("bench.only", "sales,memory,start");
    private final Report report = new Report();

    @Test
    void measure_everything_and_write_the_report() throws Exception {
        Path dir = Files.createDirectories(Path.of(System.getProperty("bench.dir", "target/bench")))
                .toAbsolutePath();
        Machine.lines(dir).forEach(line -> report.say("- %s", line));
        report.say(
                "- options of the node: `%s`",
                String.join(" ", Launch.in(dir).options()).replace(Path.of("").toAbsolutePath() + "/", ""));
        if (only.contains("sales")) {
            sales(dir);
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

    private void sales(Path dir) throws IOException {
        Rounds rounds = new Rounds(report, dir, SECONDS);
        List<Cell> cells = rounds.run(ROUNDS);
        report.say("- %d rounds, %d s for each figure; medians, and in brackets the extremes", ROUNDS, SECONDS);
        report.floors(rounds.floors());
        report.sales(cells);
        Files.writeString(dir.resolve("sales.svg"), Plot.of(cells));
    }

    private void memory(Path dir) throws IOException {
        report.head("memory of the node", "RSS MiB", "highest RSS MiB");
        Launch launch = Launch.in(Files.createTempDirectory(dir, "node-"));
        try (NodeProcess node = NodeProcess.start(launch)) {
            memory("ready", node);
            for (int screens : new int[] {8, 64}) {
                try (Crowd crowd = Crowd.of(launch.port(), screens, Sale.ORDER, screens)) {
                    crowd.sell(MANY_SALES);
                    memory(String.format("after %,d orders more on %d screens", crowd.sales(), screens), node);
                }
            }
            node.stop();
        }
        Folder.delete(launch.dir());
    }

    private void memory(String when, NodeProcess node) {
        report.say("| %s | %d | %d |", when, node.statusKib("VmRSS") / 1024, node.statusKib("VmHWM") / 1024);
    }

    private void start(Path dir) throws IOException {
        report.head("start of the process to /readyz 200", "median ms", "fastest", "slowest");
        List<Path> javas = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        String other = System.getProperty("bench.java", "");
        if (!other.isBlank()) {
            javas.add(Path.of(other));
        }
        for (Path home : javas) {
            Launch launch = Launch.in(Files.createTempDirectory(dir, "node-"));
            StartUp startUp = new StartUp(launch, home, Files.createTempDirectory(dir, "archive-"));
            report.say("| %s, as shipped | %s |", home.getFileName(), startUp.shipped());
            report.say("| %s, no archive of its classes | %s |", home.getFileName(), startUp.plain());
            report.say("| %s, %s | %s |", home.getFileName(), startUp.archiveName(), startUp.archived());
            Folder.delete(launch.dir());
        }
    }
}
