package tillmesh.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tillmesh.chaos.rig.Launch;
import tillmesh.chaos.rig.NodeProcess;

/** One lane of a {@link Shop}: its settings and folder, and its process while it runs. */
final class LaneNode implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger WATCHERS = new AtomicInteger();

    private final Launch launch;
    private @Nullable NodeProcess process;

    LaneNode(Launch launch) {
        this.launch = launch;
    }

    Launch launch() {
        return launch;
    }

    /** The process that was started last. */
    NodeProcess process() {
        if (process == null) {
            throw new IllegalStateException(launch.lane() + " was never started");
        }
        return process;
    }

    /** Starts it and does not wait. */
    LaneNode spawn() {
        process = NodeProcess.spawn(launch);
        return this;
    }

    /** Starts it and waits until it sells. */
    LaneNode start() {
        spawn();
        awaitReady();
        return this;
    }

    void awaitReady() {
        process().awaitReady();
    }

    /** Waits until so many other lanes and itself are here by its own word, and each has all that this one wrote. */
    void awaitOthers(int count) {
        try (Screen watcher = screen("watcher-" + WATCHERS.incrementAndGet())) {
            watcher.send("{\"type\":\"WATCH\",\"what\":[\"lanes\"]}");
            await().atMost(PATIENCE)
                    .until(() ->
                            watcher.newest("LANES").split("\"state\":\"here\"[^}]*\"entriesBehind\":0}", -1).length - 1
                                    == count + 1);
        }
    }

    /** A screen of that device, signed in here. */
    Screen screen(String device) {
        try {
            return Screen.open(launch.port(), device);
        } catch (IOException e) {
            throw new AssertionError(
                    device + " cannot sign in at " + launch.lane() + process().story(), e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
