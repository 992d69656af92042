package tillmesh.cloud.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.config.NodeConfig;
import tillmesh.config.Secret;
import tillmesh.node.TestLane;
import tillmesh.node.TestTill;
import tillmesh.shop.LaneId;

/** A whole lane with a cloud: what a screen that watches safety is told of it. */
class SafetyShownIT {
    @TempDir
    Path dir;

    private NodeConfig config(Gateway cloud) {
        NodeConfig usual = TestLane.config(dir, TestLane.shopLeases());
        return new NodeConfig(
                new LaneId("L1"),
                new NodeConfig.Store(usual.store().zone(), "S1", ""),
                usual.data(),
                usual.screen(),
                usual.auth(),
                usual.lease(),
                usual.peer(),
                usual.replication(),
                new NodeConfig.Cloud(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        new NodeConfig.Supabase(cloud.url(), Secret.of(Gateway.KEY), Secret.of(Gateway.TOKEN))));
    }

    private static JsonNode until(TestTill till, Predicate<JsonNode> says) {
        while (true) {
            JsonNode cloud = till.next("SAFETY").path("clouds").path(0);
            if (says.test(cloud)) {
                return cloud;
            }
        }
    }

    @Test
    void a_cloud_that_gives_no_receipts_is_called_unreachable_and_what_waits_for_it_is_counted() throws Exception {
        try (Gateway gateway = new Gateway()) {
            gateway.fault = Gateway.Fault.S503;
            TestLane lane = TestLane.open(config(gateway));
            try {
                TestTill till = lane.cashier("till-1");
                till.send("{\"type\":\"WATCH\",\"what\":[\"safety\"]}");
                for (int number = 1; number <= 3; number++) {
                    String frame = "{\"type\":\"PUBLISH\",\"topic\":\"inventory\",\"payload\":" + number + "}";
                    assertTrue(till.ack("op-" + number, frame).path("ok").asBoolean());
                }

                JsonNode down = until(till, cloud -> !cloud.path("reachable").asBoolean());
                assertEquals("supabase", down.path("name").asText());
                assertTrue(down.path("lastStored").isNull(), down.toString());
                assertEquals(
                        3,
                        until(till, cloud -> cloud.path("waiting").asLong() == 3)
                                .path("waiting")
                                .asLong());

                gateway.fault = Gateway.Fault.NONE;
                JsonNode up = until(till, cloud -> cloud.path("waiting").asLong() == 0);
                assertTrue(up.path("lastStored").asText().endsWith("-3"), up.toString());
                assertTrue(up.path("reachable").asBoolean()
                        || until(till, cloud -> cloud.path("reachable").asBoolean())
                                .isObject());
            } finally {
                lane.close();
            }
        }
    }
}
