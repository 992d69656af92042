package tillmesh.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tillmesh.config.NodeConfig;
import tillmesh.config.NodeConfig.PeerHost;
import tillmesh.shop.LaneId;

/** Real nodes of one shop in this process, which meet over real sockets. A lane that is away is one that was closed. */
final class TestShop implements AutoCloseable {
    private final Path dir;
    private final List<Integer> ports;
    private final Map<Integer, TestLane> lanes = new TreeMap<>();

    TestShop(Path dir, int count) {
        this.dir = dir;
        this.ports = freePorts(count);
    }

    /** Lane 1, 2, 3 … comes, on the disk that it had before. */
    TestLane open(int lane) {
        NodeConfig alone = TestLane.config(dir.resolve("L" + lane), TestLane.shopLeases());
        List<PeerHost> hosts =
                ports.stream().map(port -> new PeerHost("127.0.0.1", port)).toList();
        TestLane opened = TestLane.open(new NodeConfig(
                new LaneId("L" + lane),
                new NodeConfig.Store(ZoneId.of("UTC"), "S1", ""),
                alone.data(),
                alone.screen(),
                alone.auth(),
                alone.lease(),
                new NodeConfig.Peer("loopback", "", ports.get(lane - 1), hosts, NodeConfig.Tls.NONE),
                alone.replication()));
        lanes.put(lane, opened);
        return opened;
    }

    /** The lane goes away. */
    void close(int lane) {
        TestLane gone = lanes.remove(lane);
        if (gone != null) {
            gone.close();
        }
    }

    private static List<Integer> freePorts(int count) {
        List<Integer> ports = new ArrayList<>();
        int first = 20_000 + (int) (ProcessHandle.current().pid() % 50) * 200;
        for (int port = first; ports.size() < count; port++) {
            boolean crosses = ports.contains(port - NodeConfig.Peer.WATCH_OFFSET);
            if (!crosses && isFree(port) && isFree(port + NodeConfig.Peer.WATCH_OFFSET)) {
                ports.add(port);
            }
        }
        return List.copyOf(ports);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (java.io.IOException taken) {
            return false;
        }
    }

    @Override
    public void close() {
        lanes.values().forEach(TestLane::close);
    }
}
