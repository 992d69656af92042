package tillmesh.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * What came of one measurement.
 *
 * @param perSecond how many were done in a second
 * @param p50 half took no longer, microseconds
 * @param p99 likewise
 * @param p999 likewise
 */
record Figure(double perSecond, double p50, double p99, double p999) {
    private static final double MICRO = 1_000.0;
    private static final String MARK = "FIGURE;";

    /** @param nanos how long each took @param seconds how long all of them took together */
    static Figure of(Histogram nanos, double seconds) {
        return new Figure(
                nanos.getTotalCount() / seconds,
                nanos.getValueAtPercentile(50) / MICRO,
                nanos.getValueAtPercentile(99) / MICRO,
                nanos.getValueAtPercentile(99.9) / MICRO);
    }

    /** A histogram for times up to a minute. */
    static Histogram histogram() {
        return new Histogram(60_000_000_000L, 3);
    }

    /** Each member's median. */
    static Figure median(List<Figure> rounds) {
        return new Figure(
                median(rounds, Figure::perSecond),
                median(rounds, Figure::p50),
                median(rounds, Figure::p99),
                median(rounds, Figure::p999));
    }

    private static double median(List<Figure> rounds, ToDoubleFunction<Figure> member) {
        return rounds.stream()
                .mapToDouble(member)
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** One line that {@link #parse} reads. */
    String line() {
        return String.format(Locale.ROOT, "%s%f;%f;%f;%f", MARK, perSecond, p50, p99, p999);
    }

    static boolean isLine(String line) {
        return line.startsWith(MARK);
    }

    static Figure parse(String line) {
        String[] parts = line.split(";", -1);
        return new Figure(
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]),
                Double.parseDouble(parts[4]));
    }
}
