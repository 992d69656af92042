package tillmesh.status;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of a node for Prometheus, beside those of its Java machine. Nothing is measured on the way of a sale: a number is
 * read when somebody asks. The registry is made when the first one asks, since most tills are never asked; garbage
 * collections before that are not counted. To be set up by one thread before the front opens.
 */
public final class Meters implements AutoCloseable {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<? extends CompletionStage<?>> refresh;
    private final List<Reading> readings = new ArrayList<>();
    private @Nullable PrometheusMeterRegistry registry;
    private @Nullable JvmGcMetrics collections;

    private record Reading(String name, String help, boolean grows, DoubleSupplier value) {}

    /** @param refresh brings the numbers up to date where their suppliers find them, and is done when they are */
    public Meters(Supplier<? extends CompletionStage<?>> refresh) {
        this.refresh = refresh;
    }

    /**
     * A number that goes up and down.
     *
     * @param name in the form {@code tillmesh.wal.bytes}; shown as {@code tillmesh_wal_bytes}
     * @param help one sentence
     * @param value any thread; NaN when it is not known
     */
    public Meters gauge(String name, String help, DoubleSupplier value) {
        readings.add(new Reading(name, help, false, value));
        return this;
    }

    /** A number that only grows while the process lives; shown with {@code _total}. See {@link #gauge}. */
    public Meters counter(String name, String help, DoubleSupplier value) {
        readings.add(new Reading(name, help, true, value));
        return this;
    }

    void answer(Query query, Reply reply) {
        reply.when(
                () -> refresh.get().thenApply(done -> this),
                fresh -> reply.send(200, TEXT, fresh.text().getBytes(StandardCharsets.UTF_8)));
    }

    private synchronized String text() {
        PrometheusMeterRegistry made = registry;
        if (made == null) {
            made = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            fill(made);
            registry = made;
        }
        return made.scrape();
    }

    private void fill(PrometheusMeterRegistry made) {
        JvmGcMetrics gc = new JvmGcMetrics();
        gc.bindTo(made);
        collections = gc;
        new JvmMemoryMetrics().bindTo(made);
        new JvmThreadMetrics().bindTo(made);
        new ProcessorMetrics().bindTo(made);
        new UptimeMetrics().bindTo(made);
        for (Reading reading : readings) {
            if (reading.grows()) {
                FunctionCounter.builder(
                                reading.name(), reading, it -> it.value().getAsDouble())
                        .description(reading.help())
                        .register(made);
            } else {
                Gauge.builder(reading.name(), reading, it -> it.value().getAsDouble())
                        .description(reading.help())
                        .strongReference(true)
                        .register(made);
            }
        }
    }

    @Override
    public synchronized void close() {
        if (collections != null) {
            collections.close();
        }
        if (registry != null) {
            registry.close();
        }
    }
}
