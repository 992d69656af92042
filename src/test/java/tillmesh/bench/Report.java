package tillmesh.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects what was measured and writes it as Markdown. */
final class Report {
    private final List<String> lines = new ArrayList<>();

    /** Says how far it is, on the console only. */
    void progress(String format, Object... args) {
        System.out.printf(
                Locale.ROOT,
                "%s  %s%n",
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                String.format(Locale.ROOT, format, args));
    }

    /** Says something now and in the report. */
    void say(String format, Object... args) {
        String line = String.format(Locale.ROOT, format, args);
        lines.add(line);
        System.out.println(line);
    }

    /** Begins a table. */
    void head(String... columns) {
        say("");
        say("| %s |", String.join(" | ", columns));
        say("|%s", "---|".repeat(columns.length));
    }

    /** What the machine does without a node. */
    void floors(Map<Floor, List<Figure>> floors) {
        head("floor", "rows per second", "p50 µs", "p99 µs", "p99.9 µs");
        floors.forEach((floor, rounds) -> {
            Figure figure = Figure.median(rounds);
            say(
                    "| %s | %,.0f | %.0f | %.0f | %.0f |",
                    floor.title, figure.perSecond(), figure.p50(), figure.p99(), figure.p999());
        });
    }

    /** The node, beside its floors. */
    void sales(List<Cell> cells) {
        head(
                "sale",
                "screens",
                "sales per second",
                "p50 µs",
                "p99 µs",
                "p99.9 µs",
                "p50 × floor",
                "rate × floor",
                "frames out per sale");
        for (Cell cell : cells) {
            Figure figure = cell.node();
            say(
                    "| %s | %d | %,.0f | %.0f | %.0f | %.0f | %s | %s | %.1f |",
                    cell.sale,
                    cell.screens,
                    figure.perSecond(),
                    figure.p50(),
                    figure.p99(),
                    figure.p999(),
                    spread(cell.latencyRatio()),
                    spread(cell.rateRatio()),
                    cell.framesPerSale());
        }
    }

    private static String spread(double... ratios) {
        return String.format(Locale.ROOT, "**%.2f** (%.2f–%.2f)", ratios[1], ratios[0], ratios[2]);
    }

    /** The whole report. */
    String markdown() {
        return String.join("\n", lines) + "\n";
    }
}
