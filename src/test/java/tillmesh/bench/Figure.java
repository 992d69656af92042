package tillmesh.bench;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What came of one measurement.
 *
 * @param what was measured
 * @param perSecond how many were done in a second
 * @param p50 half took no longer, microseconds
 * @param p99 likewise
 * @param p999 likewise
 */
record Figure(String what, double perSecond, double p50, double p99, double p999) {
    private static final double MICRO = 1_000.0;

    /** @param nanos how long each took @param seconds how long all of them took together */
    static Figure of(String what, Histogram nanos, double seconds) {
        return new Figure(
                what,
                nanos.getTotalCount() / seconds,
                nanos.getValueAtPercentile(50) / MICRO,
                nanos.getValueAtPercentile(99) / MICRO,
                nanos.getValueAtPercentile(99.9) / MICRO);
    }

    /** A histogram for times up to a minute. */
    static Histogram histogram() {
        return new Histogram(60_000_000_000L, 3);
    }

    /** One line that {@link #parse} reads. */
    String line() {
        return String.format(Locale.ROOT, "FIGURE;%s;%f;%f;%f;%f", what, perSecond, p50, p99, p999);
    }

    static Figure parse(String line) {
        String[] parts = line.split(";", -1);
        return new Figure(
                parts[1],
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]),
                Double.parseDouble(parts[4]),
                Double.parseDouble(parts[5]));
    }
}
