package tillmesh.node;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import tillmesh.config.NodeConfig;
import tillmesh.config.Secret;
import tillmesh.screen.Mounted;
import tillmesh.shop.LaneId;

/** A real node on free ports over a folder of the test's own, and the tills that were opened on it. */
public final class TestLane implements AutoCloseable {
    public static final String ADMIN = "a-token-for-tests";

    private final NodeConfig config;
    private final List<TestTill> tills = new ArrayList<>();
    private final List<Integer> exits = new CopyOnWriteArrayList<>();
    private Node node;

    private TestLane(NodeConfig config) {
        this.config = config;
        this.node = Node.start(config, new Ending(exits::add));
    }

    public static TestLane open(Path dir) {
        return new TestLane(config(dir, quickLeases()));
    }

    public static TestLane open(NodeConfig config) {
        return new TestLane(config);
    }

    /** Leases as in a shop. */
    public static NodeConfig.Lease shopLeases() {
        return new NodeConfig.Lease(
                Duration.ofSeconds(60),
                Duration.ofSeconds(45),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                NodeConfig.Lease.CutOff.PROVISIONAL);
    }

    /** Leases that run out while a test looks. */
    public static NodeConfig.Lease quickLeases() {
        return new NodeConfig.Lease(
                Duration.ofMillis(1_500),
                Duration.ofMillis(1_500),
                Duration.ofMillis(600),
                Duration.ofMillis(100),
                NodeConfig.Lease.CutOff.PROVISIONAL);
    }

    public static NodeConfig config(Path dir, NodeConfig.Lease lease) {
        return new NodeConfig(
                new LaneId("L1"),
                new NodeConfig.Store(ZoneId.of("UTC"), "", ""),
                new NodeConfig.Data(dir, Duration.ofDays(30), 64L << 20, 1L << 30, 1L << 20, 1L << 20),
                new NodeConfig.Screen(
                        "127.0.0.1",
                        0,
                        0,
                        List.of("https://till.example"),
                        List.of(),
                        1 << 20,
                        2_000,
                        64,
                        4L << 20,
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(30)),
                new NodeConfig.Auth(NodeConfig.Auth.Mode.DEV, Secret.of(ADMIN)),
                lease,
                NodeConfig.Peer.NONE,
                new NodeConfig.Replication(1),
                NodeConfig.Cloud.NONE);
    }

    public URI http(String path) {
        return URI.create(node.address() + path);
    }

    /** The paths that this node serves. */
    public Set<String> paths() {
        return Mounted.paths(node);
    }

    public URI socket() {
        return URI.create(node.address().replace("http", "ws") + "/");
    }

    /** A connected till that has not signed in. */
    public TestTill visitor() {
        TestTill till = TestTill.connect(socket());
        tills.add(till);
        return till;
    }

    /** A till that has signed in and heard its greeting. */
    public TestTill till(String device, String name, String role) {
        TestTill till = visitor();
        till.send("{\"type\":\"AUTH\",\"token\":\"dev:" + name + ":" + role + "\",\"deviceId\":\"" + device + "\"}");
        till.next("AUTH_OK");
        till.next("SYNC_INIT");
        till.next("SYNC_STATUS");
        return till;
    }

    public TestTill cashier(String device) {
        return till(device, "Ana", "cashier");
    }

    /** Stops the node and starts it again over the same folder. */
    public void restart() {
        tills.forEach(TestTill::close);
        tills.clear();
        node.close();
        node = Node.start(config, new Ending(exits::add));
    }

    public List<Integer> exits() {
        return exits;
    }

    @Override
    public void close() {
        tills.forEach(TestTill::close);
        node.close();
    }
}
