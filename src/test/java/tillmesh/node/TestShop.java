package tillmesh.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import tillmesh.config.NodeConfig;
import tillmesh.config.NodeConfig.PeerHost;
import tillmesh.shop.LaneId;

/** Real nodes of one shop in this process, which meet over real sockets. A lane that is away is one that was closed. */
final class TestShop implements AutoCloseable {
    /** Long enough for a busy machine to form a view of several lanes. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
                alone.replication(),
                alone.cloud()));
        lanes.put(lane, opened);
        return opened;
    }

    /** A shop whose lanes are all there, each granting firmly. */
    static TestShop whole(Path dir, int count) {
        TestShop shop = new TestShop(dir, count);
        for (int lane = 1; lane <= count; lane++) {
            shop.open(lane);
        }
        for (int lane = 1; lane <= count; lane++) {
            shop.awaitFirm(lane);
        }
        return shop;
    }

    /** A lane that is there. */
    TestLane lane(int lane) {
        return lanes.get(lane);
    }

    /** Waits until a new order of that lane gets a firm lease. */
    void awaitFirm(int lane) {
        TestTill till = lane(lane).cashier("waiting-" + lane);
        int[] tries = {0};
        Awaitility.await().atMost(PATIENCE).until(() -> {
            till.send("{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"wait-" + lane + "-" + ++tries[0]
                    + "\",\"baseVersion\":0}");
            return !till.next("LEASE_GRANTED").path("provisional").asBoolean();
        });
        till.close();
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
