package tillmesh.peer.jgroups;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tillmesh.config.ConfigReader;
import tillmesh.config.NodeConfig;
import tillmesh.config.Reading;
import tillmesh.peer.PeerId;
import tillmesh.shop.LaneId;

/** Settings of lanes that live side by side on this machine. */
record Lanes(List<Integer> ports) {
    private static final int FIRST_PORT = 20_000;
    private static final int TRIES = 500;

    /** So many ports that are free, each with the one that belongs to it. */
    static Lanes free(int count) {
        List<Integer> ports = new ArrayList<>();
        int start = FIRST_PORT + (int) (ProcessHandle.current().pid() % 50) * 200;
        for (int port = start; ports.size() < count && port < start + TRIES; port++) {
            boolean crosses = ports.contains(port - NodeConfig.Peer.WATCH_OFFSET);
            if (!crosses && isFree(port) && isFree(port + NodeConfig.Peer.WATCH_OFFSET)) {
                ports.add(port);
            }
        }
        return new Lanes(List.copyOf(ports));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The life with which lane {@code L}n runs when nobody says otherwise. */
    static PeerId id(int lane) {
        return new PeerId(new LaneId("L" + lane), 0x100 + lane);
    }

    /** Settings of lane 1, 2, 3 …, read as those of a node are. */
    NodeConfig config(int lane, String store, String... more) {
        List<String> arguments = new ArrayList<>(arguments(lane, store));
        arguments.addAll(List.of(more));
        Reading reading = ConfigReader.ofArguments(arguments);
        if (!reading.problems().isEmpty()) {
            throw new AssertionError(reading.problems());
        }
        return reading.config();
    }

    /** As a node is started by hand. */
    List<String> arguments(int lane, String store) {
        return List.of(
                "--lane.id=L" + lane,
                "--store.id=" + store,
                "--auth.mode=dev",
                "--peer.stack=loopback",
                "--peer.port=" + ports.get(lane - 1),
                "--peer.hosts="
                        + ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
