package tillmesh.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.chaos.rig.Ports;
import tillmesh.config.NodeConfig;
import tillmesh.config.NodeConfig.PeerHost;
import tillmesh.shop.LaneId;

/** A till that is switched on while its network cable is out. */
class NoNetworkIT {
    @TempDir
    Path dir;

    private NodeConfig unplugged() {
        NodeConfig alone = TestLane.config(dir, TestLane.shopLeases());
        int port = Ports.forLanes(1).get(0);
        List<PeerHost> hosts = List.of(new PeerHost("10.254.254.254", port), new PeerHost("10.254.254.253", port));
        return new NodeConfig(
                new LaneId("L1"),
                new NodeConfig.Store(ZoneId.of("UTC"), "S1", ""),
                alone.data(),
                alone.screen(),
                alone.auth(),
                alone.lease(),
                new NodeConfig.Peer("lan-tcp", "10.254.254.254", port, hosts, NodeConfig.Tls.NONE),
                alone.replication(),
                alone.cloud());
    }

    @Test
    void a_lane_whose_address_is_not_there_sells_and_says_that_it_is_alone() {
        try (TestLane lane = TestLane.open(unplugged())) {
            TestTill till = lane.cashier("till-1");
            till.send("{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"Order 1\",\"baseVersion\":0}");
            assertTrue(till.next("LEASE_GRANTED").path("provisional").asBoolean());
            String frame = "{\"type\":\"PUBLISH\",\"topic\":\"inventory\",\"payload\":1}";
            assertTrue(till.ack("op-1", frame).path("ok").asBoolean());

            till.send("{\"type\":\"WATCH\",\"what\":[\"board\"]}");
            String board = till.next("BOARD").toString();
            assertTrue(board.contains("no network to the others"), board);
            assertTrue(board.contains("10.254.254.254"), board);
        }
    }
}
