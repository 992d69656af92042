package tillmesh.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tillmesh.chaos.rig.Launch;
import tillmesh.chaos.rig.NodeProcess;
import tillmesh.chaos.rig.Ports;
import tillmesh.chaos.rig.Probe;

/** Lanes L1, L2, L3 … of one shop, each a process as it is shipped, on loopback. */
final class BenchShop implements AutoCloseable {
    private final List<Launch> launches = new ArrayList<>();
    private final List<NodeProcess> nodes = new ArrayList<>();

    BenchShop(Path dir, int lanes) {
        List<Integer> ports = Ports.forLanes(lanes);
        String hosts = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        for (int lane = 1; lane <= lanes; lane++) {
            launches.add(Launch.in(dir.resolve("L" + lane))
                    .as("L" + lane, Probe.freePort())
                    .with("--store.id=S1", "--peer.stack=loopback", "--peer.hosts=" + hosts)
                    .with("--peer.port=" + ports.get(lane - 1)));
        }
    }

    /** Starts all lanes, one after the other so that L1 grants, and waits until each grants firmly. */
    BenchShop open() throws IOException {
        for (int lane = 1; lane <= launches.size(); lane++) {
            nodes.add(NodeProcess.start(launches.get(lane - 1)));
        }
        for (int lane = 1; lane <= launches.size(); lane++) {
            awaitFirm(lane);
        }
        return this;
    }

    int size() {
        return launches.size();
    }

    /** @param lane from 1 */
    int port(int lane) {
        return launches.get(lane - 1).port();
    }

    NodeProcess node(int lane) {
        return nodes.get(lane - 1);
    }

    /** Starts a lane that has ended. */
    void restart(int lane) {
        nodes.set(lane - 1, NodeProcess.start(launches.get(lane - 1)));
    }

    /** Waits until a new order of that lane gets a firm lease. @return nanoseconds until then */
    long awaitFirm(int lane) throws IOException {
        long start = System.nanoTime();
        try (LoneScreen screen = LoneScreen.at(port(lane), "firm-" + lane)) {
            int tries = 0;
            while (screen.acquire("firm-" + lane + "-" + System.nanoTime() + "-" + ++tries)
                    .contains("\"provisional\":true")) {
                // Asked again at once: a provisional answer takes its own time.
            }
        }
        return System.nanoTime() - start;
    }

    @Override
    public void close() {
        nodes.forEach(NodeProcess::close);
    }
}
