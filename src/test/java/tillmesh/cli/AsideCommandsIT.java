package tillmesh.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.chaos.rig.Ports;
import tillmesh.cloud.odoo.OdooStandIn;
import tillmesh.cloud.odoo.StockShop;
import tillmesh.cloud.supabase.Gateway;
import tillmesh.config.ConfigReader;
import tillmesh.node.Ending;
import tillmesh.node.Node;
import tillmesh.node.TestTill;

/** Two lanes of a shop and a cloud that refuses one of their entries, seen by the person who has to decide. */
class AsideCommandsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private final List<Integer> ports = Ports.forLanes(2);

    private Node start(int lane, List<String> reach) {
        String hosts = "127.0.0.1:" + ports.get(0) + ",127.0.0.1:" + ports.get(1);
        List<String> settings = new ArrayList<>(List.of(
                "--lane.id=L" + lane,
                "--store.id=S1",
                "--auth.mode=dev",
                "--data.dir=" + folder.resolve("L" + lane),
                "--screen.port=0",
                "--screen.hub-port=0",
                "--peer.stack=loopback",
                "--peer.port=" + ports.get(lane - 1),
                "--peer.hosts=" + hosts));
        settings.addAll(reach);
        return Node.start(ConfigReader.ofArguments(settings).config(), Ending.process());
    }

    private static List<String> reach(Gateway cloud) {
        return List.of(
                "--cloud.supabase.url=" + cloud.url(),
                "--cloud.supabase.key=" + Gateway.KEY,
                "--cloud.supabase.token=" + Gateway.TOKEN);
    }

    private static List<String> reach(OdooStandIn odoo) {
        return List.of(
                "--cloud.odoo.url=" + odoo.url(),
                "--cloud.odoo.db=" + OdooStandIn.DB,
                "--cloud.odoo.user=" + OdooStandIn.USER,
                "--cloud.odoo.password=" + OdooStandIn.PASSWORD,
                "--cloud.odoo.mode=stock",
                "--cloud.odoo.register=" + StockShop.REGISTER);
    }

    private static TestTill cashier(Node node) {
        TestTill till = TestTill.connect(URI.create(node.address().replace("http", "ws") + "/"));
        till.send("{\"type\":\"AUTH\",\"token\":\"dev:Ana:cashier\",\"deviceId\":\"till-1\"}");
        till.next("SYNC_STATUS");
        return till;
    }

    private JsonNode list(Terminal terminal, int lane) throws Exception {
        terminal.run("set-aside", "--json", "--data.dir=L" + lane);
        return new ObjectMapper().readTree(terminal.out());
    }

    private String waitsFor(TestTill till, String opId, String state) {
        while (true) {
            JsonNode said = till.next("SALE_STATE");
            if (said.path("opId").asText().equals(opId)
                    && said.path("state").asText().equals(state)) {
                return said.path("entryId").asText();
            }
        }
    }

    @Test
    void what_a_cloud_refuses_is_seen_on_all_lanes_sent_again_or_discarded_on_any_and_then_over_on_all()
            throws Exception {
        Terminal terminal = new Terminal(folder);
        try (Gateway cloud = new Gateway();
                Node first = start(1, reach(cloud));
                Node second = start(2, reach(cloud));
                TestTill till = cashier(first)) {
            assertNotEquals(first.address(), second.address());
            cloud.refusing = "no-such-product";
            String sale = "{\"type\":\"PUBLISH\",\"topic\":\"inventory\",\"payload\":\"no-such-product\"}";
            till.ack("op-1", sale);
            till.ack("op-2", sale);
            assertEquals(ExitCode.OK, terminal.run("drain", "--data.dir=L1"), terminal.out());
            String one = waitsFor(till, "op-1", "set_aside");
            String two = waitsFor(till, "op-2", "set_aside");
            await().atMost(PATIENCE).until(() -> list(terminal, 2).size() == 2);

            assertEquals(ExitCode.FOUND, terminal.run("set-aside", "--data.dir=L2"));
            assertTrue(terminal.out().contains(one), terminal.out());
            assertTrue(terminal.out().contains("code 23514"), terminal.out());
            assertEquals(ExitCode.FOUND, terminal.run("set-aside", "retry", "--data.dir=L1"));
            assertTrue(terminal.out().contains(one + " at supabase: refused again"), terminal.out());

            cloud.refusing = "";
            assertEquals(ExitCode.OK, terminal.run("set-aside", "retry", one, "--data.dir=L2"), terminal.out());
            waitsFor(till, "op-1", "cloud_ack");

            assertEquals(
                    ExitCode.FOUND, terminal.run("set-aside", "discard", "", "--note=all of them", "--data.dir=L2"));
            assertEquals(1, list(terminal, 2).size(), "an empty name is no name, and not all of them");
            assertEquals(
                    ExitCode.OK,
                    terminal.run("set-aside", "discard", two, "--note=sold by mistake, says Ana", "--data.dir=L2"));
            await().atMost(PATIENCE).until(() -> list(terminal, 1).isEmpty());
            assertEquals(ExitCode.OK, terminal.run("set-aside", "--data.dir=L1"));

            assertEquals(ExitCode.OK, terminal.run("events", "--json", "--data.dir=L1"));
            assertTrue(
                    terminal.out().contains("\"type\":\"tillmesh.cleared\",\"posReference\":\"" + two), terminal.out());
            assertEquals(ExitCode.FOUND, terminal.run("set-aside", "discard", two, "--note=twice", "--data.dir=L1"));
            assertTrue(terminal.err().contains("No such entry is set aside"), terminal.err());
        }
        assertEquals(ExitCode.OK, terminal.run("set-aside", "--data.dir=L1"), terminal.out());
    }

    @Test
    void what_the_back_office_refused_is_sent_again_by_the_lane_that_speaks_to_it_whoever_is_asked() throws Exception {
        Terminal terminal = new Terminal(folder);
        try (OdooStandIn odoo = StockShop.open(18);
                Node first = start(1, reach(odoo));
                Node second = start(2, reach(odoo));
                TestTill till = cashier(first)) {
            assertNotEquals(first.address(), second.address());
            for (String ref : List.of("R1", "R2")) {
                till.ack(
                        "op-" + ref,
                        "{\"type\":\"ORDER_SNAPSHOT\",\"posReference\":\"" + ref + "\",\"baseVersion\":0,\"snapshot\":"
                                + StockShop.snapshot(ref, 4711) + "}");
            }
            for (int lane = 1; lane <= 2; lane++) {
                int at = lane;
                await().atMost(PATIENCE).until(() -> list(terminal, at).size() == 2);
            }
            JsonNode aside = list(terminal, 1);
            odoo.books.put("product.product", "{\"id\":4711,\"name\":\"Tea\"}");

            for (int lane = 1; lane <= 2; lane++) {
                String entry = aside.path(lane - 1).path("entry").asText();
                assertEquals(
                        ExitCode.OK,
                        terminal.run("set-aside", "retry", entry, "--data.dir=L" + lane),
                        () -> terminal.out() + terminal.err());
            }

            assertEquals(Map.of("R1", 1L, "R2", 1L), StockShop.booked(odoo));
        }
    }
}
