package tillmesh.bench;

import java.util.List;
import java.util.Locale;

/**
 * Draws the cells as one SVG that needs nothing else: on the left how long sales took, from the point of p50 to that of p99
 * on a logarithmic axis, on the right how many there were. It follows the light or dark setting of whoever looks.
 */
final class Plot {
    private static final int ROW = 22;
    private static final int GROUP = 26;
    private static final int TOP = 58;
    private static final int LEFT = 150;
    private static final int WIDTH = 900;
    private static final int AXIS = 380;
    private static final int RATES = LEFT + AXIS + 40;
    private static final int RATE_WIDTH = 240;
    /** The time axis runs from 10 µs over four decades. */
    private static final int DECADES = 4;

    private static final String STYLE = "svg{background:#fff;font:12px system-ui,sans-serif}text{fill:#1f2328}"
            + ".dim{fill:#59636e}.grid{stroke:#d8dee4}.floor{fill:#6e7781;stroke:#6e7781}"
            + ".PUBLISH{fill:#0969da;stroke:#0969da}.ORDER{fill:#bc4c00;stroke:#bc4c00}"
            + "@media(prefers-color-scheme:dark){svg{background:#0d1117}text{fill:#e6edf3}.dim{fill:#9198a1}"
            + ".grid{stroke:#30363d}.floor{fill:#9198a1;stroke:#9198a1}.PUBLISH{fill:#58a6ff;stroke:#58a6ff}"
            + ".ORDER{fill:#f0883e;stroke:#f0883e}}";

    private final StringBuilder svg = new StringBuilder();
    private final List<Cell> cells;
    private final double rateMax;
    private int y = TOP;

    private Plot(List<Cell> cells) {
        this.cells = cells;
        this.rateMax = cells.stream()
                .mapToDouble(
                        cell -> Math.max(cell.node().perSecond(), cell.floor().perSecond()))
                .max()
                .orElse(1);
    }

    /** The picture. */
    static String of(List<Cell> cells) {
        Plot plot = new Plot(cells);
        plot.draw();
        return plot.svg.toString();
    }

    private void draw() {
        List<Integer> counts =
                cells.stream().map(cell -> cell.screens).distinct().toList();
        int rows = counts.size() + cells.size();
        int bottom = TOP + rows * ROW + counts.size() * GROUP;
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">", WIDTH, bottom + 10);
        add("<title>Acknowledgement of a durable sale beside the floor of the same disk</title>");
        add("<style>%s</style>", STYLE);
        axis(bottom);
        for (int screens : counts) {
            y += GROUP;
            text(10, y - 10, "", screens == 1 ? "1 screen" : screens + " screens");
            cells.stream()
                    .filter(cell -> cell.screens == screens)
                    .findFirst()
                    .ifPresent(cell -> row("floor", "bare SQLite", cell.floor()));
            cells.stream()
                    .filter(cell -> cell.screens == screens)
                    .forEach(cell -> row(cell.sale.name(), cell.sale.toString(), cell.node()));
        }
        add("</svg>");
    }

    private void axis(int bottom) {
        text(LEFT, 20, "", "time to the acknowledgement, ● p50 — ○ p99");
        text(RATES, 20, "", "durable sales per second");
        String[] labels = {"10 µs", "100 µs", "1 ms", "10 ms", "100 ms"};
        for (int decade = 0; decade <= DECADES; decade++) {
            int x = LEFT + decade * AXIS / DECADES;
            add("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", x, x, TOP - 8, bottom);
            text(x - 14, TOP - 16, "dim", labels[decade]);
        }
    }

    private void row(String style, String name, Figure figure) {
        int middle = y + ROW / 2;
        int from = x(figure.p50());
        int to = x(figure.p99());
        text(22, middle + 4, "dim", name);
        add(
                "<line class=\"%s\" stroke-width=\"2\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
                style, from, to, middle, middle);
        add("<circle class=\"%s\" r=\"4\" cx=\"%d\" cy=\"%d\"/>", style, from, middle);
        add("<circle class=\"%s\" r=\"4\" cx=\"%d\" cy=\"%d\" fill-opacity=\"0.15\"/>", style, to, middle);
        int length = (int) Math.max(1, figure.perSecond() / rateMax * RATE_WIDTH);
        add("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"10\"/>", style, RATES, middle - 5, length);
        text(RATES + length + 6, middle + 4, "", String.format(Locale.ROOT, "%,.0f", figure.perSecond()));
        y += ROW;
    }

    private static int x(double micros) {
        double decades = Math.log10(Math.max(10, micros)) - 1;
        return LEFT + (int) (Math.min(DECADES, decades) / DECADES * AXIS);
    }

    private void text(int x, int at, String style, String words) {
        add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>", style, x, at, words);
    }

    private void add(String format, Object... args) {
        svg.append(String.format(Locale.ROOT, format, args)).append('\n');
    }
}
