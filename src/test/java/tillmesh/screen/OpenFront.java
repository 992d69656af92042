package tillmesh.screen;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tillmesh.desk.Line;
import tillmesh.loop.LaneLoop;
import tillmesh.loop.NoLedger;
import tillmesh.protocol.Envelope;
import tillmesh.protocol.HubCodec;
import tillmesh.screen.hub.Reception;

/** A real front on a real loop, with a reception that writes down what it hears. */
final class OpenFront implements AutoCloseable {
    final List<Line> opened = new CopyOnWriteArrayList<>();
    final List<Envelope> taken = new CopyOnWriteArrayList<>();
    final List<Line> gone = new CopyOnWriteArrayList<>();
    final Lines lines;
    final Front front;
    volatile boolean busy;
    private final LaneLoop loop =
            new LaneLoop(new NoLedger(), 1000, () -> System.nanoTime() / 1_000_000, why -> why.printStackTrace());
    private final ExecutorService sender = Executors.newSingleThreadExecutor();

    private OpenFront(Limits limits, Duration visitorIdle) {
        lines = new Lines(limits.config(), new HubCodec(), sender);
        Reception reception = new Reception(opened::add, (line, envelope) -> !busy && taken.add(envelope), gone::add);
        front = new Front(limits.config(), lines, reception, loop, visitorIdle);
        loop.start();
    }

    static OpenFront with(Consumer<Limits> narrowing) {
        return with(narrowing, Visits.IDLE);
    }

    static OpenFront with(Consumer<Limits> narrowing, Duration visitorIdle) {
        Limits limits = new Limits();
        narrowing.accept(limits);
        OpenFront open = new OpenFront(limits, visitorIdle);
        Pages.mountOn(open.front);
        open.front.mount("/echo", new Echo());
        try {
            open.front.open();
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
        return open;
    }

    static OpenFront open() {
        return with(limits -> {});
    }

    int port() {
        return front.port();
    }

    Line line(int index) {
        return opened.get(index);
    }

    @Override
    public void close() {
        front.close();
        loop.close();
        sender.shutdown();
        try {
            sender.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
