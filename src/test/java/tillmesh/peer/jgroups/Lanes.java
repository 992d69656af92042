package tillmesh.peer.jgroups;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tillmesh.chaos.rig.Ports;
import tillmesh.config.ConfigReader;
import tillmesh.config.NodeConfig;
import tillmesh.config.Reading;
import tillmesh.peer.PeerId;
import tillmesh.shop.LaneId;

/** Settings of lanes that live side by side on this machine. */
record Lanes(List<Integer> ports) {
    /** So many ports that are free, each with the one that belongs to it. */
    static Lanes free(int count) {
        return new Lanes(Ports.forLanes(count));
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
