package tillmesh.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Collects what was measured and writes it as Markdown, with a plot that needs no picture. */
final class Report {
    private static final int PLOT_WIDTH = 56;

    private final List<String> lines = new ArrayList<>();
    private final Map<Integer, Figure> orders = new TreeMap<>();
    private final Map<Integer, Figure> messages = new TreeMap<>();

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

    /** A row of a table of figures. @param more further columns */
    void row(Figure figure, String... more) {
        String rest = more.length == 0 ? "" : " " + String.join(" | ", more) + " |";
        say(
                "| %s | %,.0f | %.0f | %.0f | %.0f |%s",
                figure.what(), figure.perSecond(), figure.p50(), figure.p99(), figure.p999(), rest);
    }

    /** For the plot. */
    void remember(Sale sale, int screens, Figure figure) {
        (sale == Sale.ORDER ? orders : messages).put(screens, figure);
    }

    /** Latency by screens: {@code o} half of the sales took no longer, {@code x} 99 of 100. */
    void plot() {
        say("");
        say("```");
        say("acknowledgement by screens, microseconds, logarithmic; o = p50, x = p99");
        say("%24s 10%sms 1%s10%s100 ms", "", " ".repeat(9), " ".repeat(10), " ".repeat(9));
        messages.forEach((screens, figure) -> plot("free message", screens, figure));
        orders.forEach((screens, figure) -> plot("order, told to all", screens, figure));
        say("```");
    }

    private void plot(String what, int screens, Figure figure) {
        char[] line = ".".repeat(PLOT_WIDTH).toCharArray();
        line[column(figure.p99())] = 'x';
        line[column(figure.p50())] = 'o';
        say("%-19s %3d  %s", what, screens, new String(line));
    }

    // Four decades, from 10 microseconds to 100 milliseconds.
    private static int column(double micros) {
        double decades = Math.log10(Math.max(10, micros)) - 1;
        return (int) Math.min(PLOT_WIDTH - 1, Math.max(0, decades / 4 * (PLOT_WIDTH - 1)));
    }

    /** The whole report. */
    String markdown() {
        return String.join("\n", lines) + "\n";
    }
}
