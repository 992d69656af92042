package tillmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tillmesh.chaos.rig.Launch;
import tillmesh.chaos.rig.NodeProcess;

/** Floors and sales in turn, several times over; each round has a fresh node and each floor a fresh file. */
final class Rounds {
    private static final Duration WARM_NODE = Duration.ofSeconds(10);
    private static final Duration WARM = Duration.ofSeconds(2);
    private static final int[] SCREENS = {1, 8, 64};

    private final Report report;
    private final Path dir;
    private final int seconds;
    private final List<Cell> cells = new ArrayList<>();
    private final Map<Floor, List<Figure>> floors = new EnumMap<>(Floor.class);
    private int crowds;

    /** @param report hears how far it is @param dir where it is measured @param seconds for each figure */
    Rounds(Report report, Path dir, int seconds) {
        this.report = report;
        this.dir = dir;
        this.seconds = seconds;
        for (Sale sale : Sale.values()) {
            for (int screens : SCREENS) {
                cells.add(new Cell(sale, screens));
            }
        }
    }

    /** Measures. @return the cells, in the order of the report */
    List<Cell> run(int rounds) throws IOException {
        for (int round = 1; round <= rounds; round++) {
            report.progress("round %d of %d: a fresh node", round, rounds);
            round();
        }
        return cells;
    }

    /** What the rounds measured without a node. */
    Map<Floor, List<Figure>> floors() {
        return floors;
    }

    private void round() throws IOException {
        Launch launch = Launch.in(Files.createTempDirectory(dir, "node-"));
        try (NodeProcess node = NodeProcess.start(launch)) {
            for (Sale sale : Sale.values()) {
                try (Crowd crowd = Crowd.of(launch.port(), 8, sale, ++crowds)) {
                    crowd.sell(WARM_NODE, Duration.ofMillis(1));
                }
            }
            floor(Floor.FLUSH);
            for (int screens : SCREENS) {
                Figure floor = floor(Floor.below(screens));
                for (Cell cell : cells) {
                    if (cell.screens == screens) {
                        sell(launch, cell, floor);
                    }
                }
            }
            node.stop();
        }
        prove(launch);
        Folder.delete(launch.dir());
    }

    private Figure floor(Floor floor) throws IOException {
        Figure figure = Floors.measure(floor, dir, seconds);
        floors.computeIfAbsent(floor, any -> new ArrayList<>()).add(figure);
        report.progress("%s: %,.0f a second, p50 %.0f µs", floor.title, figure.perSecond(), figure.p50());
        return figure;
    }

    private void sell(Launch launch, Cell cell, Figure floor) throws IOException {
        try (Crowd crowd = Crowd.of(launch.port(), cell.screens, cell.sale, ++crowds)) {
            Figure figure = crowd.sell(WARM, Duration.ofSeconds(seconds));
            cell.add(figure, floor, (double) crowd.heard() / crowd.sales());
            report.progress(
                    "%s on %d screens: %,.0f a second, p50 %.0f µs, p99 %.0f µs",
                    cell.sale, cell.screens, figure.perSecond(), figure.p50(), figure.p99());
        }
    }

    private void prove(Launch launch) throws IOException {
        long start = System.nanoTime();
        try (NodeProcess prove = NodeProcess.spawn(launch, launch.prove())) {
            int code = prove.exitCodeWithin(Duration.ofMinutes(10));
            report.progress(
                    "prove over what was sold: exit code %d after %,d ms",
                    code, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            if (code != 0) {
                throw new IOException("the chain of " + launch.dir() + " does not close" + prove.story());
            }
        }
    }
}
