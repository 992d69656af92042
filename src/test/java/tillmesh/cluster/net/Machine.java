package tillmesh.cluster.net;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tillmesh.chaos.rig.Launch;
import tillmesh.chaos.rig.NodeProcess;
import tillmesh.chaos.rig.RawSocket;

/** One lane on a machine of its own: its namespace, its folder, its process, and a door for tills. One thread but for {@link #connect}. */
final class Machine implements AutoCloseable {
    /** Each machine has its own ports. */
    private static final int SCREEN_PORT = 9_001;

    private final Launch launch;
    private final List<String> prefix;
    private final Path door;
    private final Process doorway;
    private @Nullable NodeProcess node;
    private boolean frozen;

    /** @param place where folders go @param doors where doors go; a short path, the system allows about 100 letters */
    Machine(Wiring wiring, int number, Path place, Path doors) throws IOException {
        String hosts = IntStream.rangeClosed(1, wiring.machines())
                .mapToObj(wiring::address)
                .collect(Collectors.joining(","));
        String lane = "L" + number;
        launch = Launch.in(place.resolve(lane))
                .as(lane, SCREEN_PORT)
                .with("--store.id=S1", "--peer.stack=lan-tcp", "--peer.hosts=" + hosts)
                .with("--peer.bind=" + wiring.address(number));
        prefix = List.of(wiring.inside(number).split(" "));
        door = doors.resolve(lane);
        Files.createDirectories(place);
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(launch.java().toString(), "-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", ownClasses(), Doorway.class.getName(), door.toString(), "" + SCREEN_PORT));
        doorway = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(place.toFile(), lane + "-door.log"))
                .start();
    }

    private static String ownClasses() {
        try {
            return Path.of(Doorway.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    String lane() {
        return launch.lane();
    }

    /** Its data folder. */
    Path folder() {
        return launch.dir();
    }

    /** A WebSocket to its node. Any thread. @throws IOException when it does not run */
    RawSocket connect() throws IOException {
        return RawSocket.connect(door, SCREEN_PORT);
    }

    /** Starts its node and does not wait. */
    void start() {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(launch.run());
        node = NodeProcess.spawn(launch, command);
    }

    /** Starts it if it does not run, and waits until it sells. */
    void awaitReady() {
        if (!alive()) {
            start();
        }
        node().awaitReady(this::answers);
    }

    private int answers() {
        try {
            connect().close();
            return 200;
        } catch (IOException e) {
            return 0;
        }
    }

    boolean alive() {
        return node != null && node.alive();
    }

    private NodeProcess node() {
        if (node == null) {
            throw new IllegalStateException(lane() + " was never started");
        }
        return node;
    }

    void kill() {
        node().kill();
        frozen = false;
    }

    void freeze() {
        node().signal("STOP");
        frozen = true;
    }

    /** Lets it go on if it is frozen. */
    void thaw() {
        if (frozen && alive()) {
            node().signal("CONT");
        }
        frozen = false;
    }

    /** Ends it as an operator would. */
    void stop() {
        node().stop();
    }

    /** The exit code of a node that is not alive. */
    int exitCode() {
        return node().exitCode();
    }

    /** The end of its log. */
    String story() {
        return node == null ? "" : node.story();
    }

    @Override
    public void close() {
        if (node != null) {
            thaw();
            node.close();
        }
        doorway.destroyForcibly();
    }
}
