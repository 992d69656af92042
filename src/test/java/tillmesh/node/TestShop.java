package tillmesh.node;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import tillmesh.chaos.rig.Ports;
import tillmesh.config.NodeConfig;
import tillmesh.config.NodeConfig.PeerHost;
import tillmesh.shop.LaneId;

/** Real nodes of one shop in this process, which meet over real sockets. A lane that is away is one that was closed. */
final class TestShop implements AutoCloseable {
    /** Long enough for a busy machine to form a view of several lanes. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path dir;
    private final NodeConfig.Cloud cloud;
    private final List<Integer> ports;
    private final Map<Integer, TestLane> lanes = new TreeMap<>();

    TestShop(Path dir, int count) {
        this(dir, count, NodeConfig.Cloud.NONE);
    }

    TestShop(Path dir, int count, NodeConfig.Cloud cloud) {
        this.dir = dir;
        this.cloud = cloud;
        this.ports = Ports.forLanes(count);
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
                cloud));
        lanes.put(lane, opened);
        return opened;
    }

    /** A shop whose lanes are all there, each granting firmly. */
    static TestShop whole(Path dir, int count) {
        return whole(dir, count, NodeConfig.Cloud.NONE);
    }

    /** Likewise, with a cloud. */
    static TestShop whole(Path dir, int count, NodeConfig.Cloud cloud) {
        TestShop shop = new TestShop(dir, count, cloud);
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

    @Override
    public void close() {
        lanes.values().forEach(TestLane::close);
    }
}
