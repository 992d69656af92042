package tillmesh.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/**
 * Where the demo's shop lies and answers.
 *
 * @param dir the demo's folder; each lane has one in it
 * @param ports where the lanes serve screens, in the order of {@link #LANES}
 * @param pagePort where the demo's own page is
 * @param cloudPort where its cloud is
 * @param peerPorts where the lanes talk to each other
 * @param shoppers scripted screens at each lane, 0 and up
 * @param settings more settings for every lane, as {@code --key=value}
 * @param program the main class of a lane's process
 */
public record DemoSetup(
        Path dir,
        List<Integer> ports,
        int pagePort,
        int cloudPort,
        List<Integer> peerPorts,
        int shoppers,
        List<String> settings,
        String program) {
    /** The lanes of the demo's shop. */
    public static final List<String> LANES = List.of("L1", "L2", "L3");

    /** What the demo says to each lane itself, so nobody else may. */
    private static final Set<String> FIXED = Set.of(
            "lane.id",
            "store.id",
            "auth.mode",
            "screen.host",
            "screen.port",
            "screen.hub-port",
            "screen.origins",
            "peer.stack",
            "peer.bind",
            "peer.port",
            "peer.hosts",
            "peer.drill");

    /** Ports beside those of the lanes: the page, the cloud. */
    private static final int MORE = 2;

    private static final int PEER_PORT = 7801;
    private static final int PEER_PORT_STEP = 10;
    private static final int PEER_PORT_TRIES = 9;
    /** A lane uses the port so far above its peer port too. */
    private static final int WATCH_OFFSET = 100;

    /** As the record says. */
    public DemoSetup {
        ports = List.copyOf(ports);
        peerPorts = List.copyOf(peerPorts);
        settings = List.copyOf(settings);
    }

    /**
     * Chooses ports.
     *
     * @param firstPort of the first lane; the others, the demo's page and its cloud have the next ones. 0: any free ones
     * @throws Fault when one of them is taken
     */
    public static DemoSetup at(Path dir, int firstPort, int shoppers, List<String> settings, String program) {
        List<Integer> ports = firstPort == 0 ? anyFree(LANES.size() + MORE) : next(firstPort);
        return new DemoSetup(
                dir.toAbsolutePath().normalize(),
                ports.subList(0, LANES.size()),
                ports.get(LANES.size()),
                ports.get(LANES.size() + 1),
                freePeerPorts(),
                shoppers,
                settings,
                program);
    }

    /** Those of the given settings that a demo cannot take, by their names. */
    public static List<String> refused(List<String> settings) {
        return settings.stream()
                .map(setting -> setting.substring(2, Math.max(2, setting.indexOf('='))))
                .filter(FIXED::contains)
                .toList();
    }

    /** What a lane is told. */
    public List<String> arguments(String lane) {
        int at = LANES.indexOf(lane);
        List<String> arguments = new ArrayList<>(List.of(
                "--lane.id=" + lane,
                "--store.id=demo",
                "--auth.mode=dev",
                "--data.dir=" + laneDir(lane),
                "--screen.port=" + ports.get(at),
                // One port is enough to look at, and the other may belong to a real node.
                "--screen.hub-port=0",
                // A till whose lane died goes on at another one, with the page that the dead one gave it.
                "--screen.origins=" + LANES.stream().map(this::address).collect(Collectors.joining(",")),
                "--peer.stack=loopback",
                "--peer.drill=on",
                "--peer.port=" + peerPorts.get(at),
                "--peer.hosts="
                        + peerPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","))));
        arguments.addAll(settings);
        return arguments;
    }

    /** Where a lane's data lie. */
    public Path laneDir(String lane) {
        return dir.resolve(lane);
    }

    /** Where a lane's pages are: {@code http://127.0.0.1:8766}. */
    public String address(String lane) {
        return "http://127.0.0.1:" + ports.get(LANES.indexOf(lane));
    }

    /** Where all lanes are, as a till is told of them. */
    public String hosts() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    private static List<Integer> next(int first) {
        List<Integer> ports =
                IntStream.range(first, first + LANES.size() + MORE).boxed().toList();
        for (int port : ports) {
            if (!free(port)) {
                throw new Fault(
                        Remedy.CALL_SOMEONE,
                        "port " + port + " of this machine is taken, and the demo needs " + ports,
                        "end the other program, or choose the first of five free ports with --port");
            }
        }
        return ports;
    }

    private static List<Integer> freePeerPorts() {
        for (int go = 0; go < PEER_PORT_TRIES; go++) {
            int first = PEER_PORT + go * PEER_PORT_STEP;
            List<Integer> ports =
                    IntStream.range(first, first + LANES.size()).boxed().toList();
            if (ports.stream().allMatch(port -> free(port) && free(port + WATCH_OFFSET))) {
                return ports;
            }
        }
        throw new Fault(
                Remedy.CALL_SOMEONE,
                "the demo's lanes find no free ports from " + PEER_PORT + " to talk to each other",
                "end other demos and lanes on this machine");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As a lane listens: what a lane that just ended left half closed is no obstacle.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static List<Integer> anyFree(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new Fault(Remedy.CALL_SOMEONE, "this machine has no free port: " + e.getMessage(), "", e);
        } finally {
            held.forEach(DemoSetup::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a port that was tried cannot be given back", e);
        }
    }
}
