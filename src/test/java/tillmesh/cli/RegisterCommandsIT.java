package tillmesh.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.chaos.rig.Ports;
import tillmesh.cloud.odoo.OdooStandIn;
import tillmesh.cloud.odoo.OdooTills;
import tillmesh.cloud.odoo.OdooTrick;
import tillmesh.config.ConfigReader;
import tillmesh.desk.Projections;
import tillmesh.entry.Draft;
import tillmesh.entry.Topics;
import tillmesh.journal.DataFolder;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.JournalLimits;
import tillmesh.node.Ending;
import tillmesh.node.Node;
import tillmesh.node.TestTill;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

/** Two lanes of a shop and an Odoo, and the people who make registers: by command, by page and by message. */
class RegisterCommandsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final List<Integer> ports = Ports.forLanes(2);
    private final List<Node> nodes = new ArrayList<>();
    private OdooStandIn odoo;

    @BeforeEach
    void open() throws Exception {
        odoo = OdooTills.open(17);
        nodes.add(start(1));
        nodes.add(start(2));
    }

    @AfterEach
    void close() {
        nodes.forEach(Node::close);
        odoo.close();
    }

    private Node start(int lane) {
        String hosts = "127.0.0.1:" + ports.get(0) + ",127.0.0.1:" + ports.get(1);
        return Node.start(
                ConfigReader.ofArguments(List.of(
                                "--lane.id=L" + lane,
                                "--store.id=S1",
                                "--auth.mode=dev",
                                "--data.dir=" + folder.resolve("L" + lane),
                                "--screen.port=0",
                                "--screen.hub-port=0",
                                "--peer.stack=loopback",
                                "--peer.port=" + ports.get(lane - 1),
                                "--peer.hosts=" + hosts,
                                "--cloud.odoo.url=" + odoo.url(),
                                "--cloud.odoo.mode=stock",
                                "--cloud.odoo.db=" + OdooStandIn.DB,
                                "--cloud.odoo.user=lane@shop.example",
                                "--cloud.odoo.password=tiger-in-the-tank",
                                "--cloud.odoo.register=3"))
                        .config(),
                Ending.process());
    }

    private JsonNode list(int lane) throws Exception {
        Terminal terminal = new Terminal(folder);
        terminal.run("register", "--json", "--data.dir=L" + lane);
        return new ObjectMapper().readTree(terminal.out());
    }

    private void waitsFor(int lane, String name, String state) {
        await().atMost(PATIENCE).until(() -> {
            for (JsonNode one : list(lane)) {
                if (one.path("name").asText().equals(name)) {
                    return one.path("state").asText().equals(state);
                }
            }
            return false;
        });
    }

    private long inOdoo(String name) {
        return odoo.books.all("pos.config").stream()
                .filter(row -> row.path("name").asText().equals(name))
                .count();
    }

    private ExitCode add(Terminal terminal, String... more) {
        List<String> arguments = new ArrayList<>(List.of("register", "add", "--data.dir=L1"));
        arguments.addAll(List.of(more));
        return terminal.run(arguments.toArray(new String[0]));
    }

    @Test
    void a_register_that_a_command_made_is_in_odoo_once_and_known_to_every_lane_although_the_answer_was_lost() {
        odoo.spoil(OdooTrick.DONE_AND_CUT, "pos.config.load");
        Terminal terminal = new Terminal(folder);

        assertEquals(ExitCode.OK, add(terminal, "Bar", "--cash"), terminal.err());
        waitsFor(1, "Bar", "made");
        waitsFor(2, "Bar", "made");
        assertEquals(1, inOdoo("Bar"));
        assertEquals(ExitCode.FOUND, add(terminal, "bar"));
        assertTrue(terminal.err().contains("is there already"), terminal.err());
        terminal.run("register", "--data.dir=L2");
        assertTrue(terminal.out().contains("in Odoo as number"), terminal.out());
    }

    @Test
    void one_that_odoo_refused_five_times_is_made_when_somebody_on_any_lane_has_it_tried_again() throws Exception {
        nodes.forEach(Node::close);
        nodes.clear();
        setAside();
        nodes.add(start(1));
        nodes.add(start(2));
        waitsFor(2, "Bar", "set_aside");
        Terminal terminal = new Terminal(folder);

        assertEquals(ExitCode.FOUND, terminal.run("register", "--data.dir=L2"));
        assertTrue(terminal.out().contains("refused 5 times: No chart of account"), terminal.out());
        assertEquals(0, inOdoo("Bar"));
        String id = list(2).path(0).path("id").asText();
        assertEquals(ExitCode.OK, terminal.run("register", "retry", id, "--data.dir=L2"), terminal.err());
        waitsFor(1, "Bar", "made");
        assertEquals(1, inOdoo("Bar"));
        assertEquals(ExitCode.FOUND, terminal.run("register", "retry", id, "--data.dir=L2"));
    }

    /** What lane L1 wrote when Odoo refused a register as often as it may. */
    private void setAside() {
        try (Journal journal = Journal.open(
                DataFolder.open(folder.resolve("L1")),
                new LaneId("L1"),
                JournalLimits.USUAL,
                InstantSource.system(),
                new Dice(5))) {
            journal.rebuild(new Projections(journal));
            journal.mark();
            Appended made = journal.append(draft(Topics.REGISTER_CREATED, "Bar", "{\"name\":\"Bar\",\"cash\":false}"));
            String refused = "{\"round\":0,\"tries\":5,\"reason\":\"No chart of account\"}";
            Appended last = journal.append(
                    draft(Topics.REGISTER_REFUSED, made.entry().id().toString(), refused));
            List.of(made, last).forEach(new Projections(journal)::project);
            journal.commit();
        }
    }

    private static Draft draft(String topic, String subject, String payload) {
        return new Draft(topic, subject, null, 0, null, null, null, payload);
    }

    @Test
    void a_manager_makes_one_from_a_screen_and_sees_how_far_it_is_and_nobody_else_does() {
        URI socket = URI.create(nodes.get(1).address().replace("http", "ws") + "/");
        try (TestTill cashier = TestTill.connect(socket);
                TestTill manager = TestTill.connect(socket)) {
            cashier.send("{\"type\":\"AUTH\",\"token\":\"dev:Bo:cashier\",\"deviceId\":\"till-1\"}");
            cashier.next("SYNC_STATUS");
            assertEquals(
                    "NOT_ALLOWED",
                    cashier.ack("o1", "{\"type\":\"REGISTER_CREATE\",\"name\":\"Bar\"}")
                            .path("code")
                            .asText());
            manager.send("{\"type\":\"AUTH\",\"token\":\"dev:Ana:manager\",\"deviceId\":\"till-2\"}");
            manager.next("SYNC_STATUS");
            manager.send("{\"type\":\"WATCH\",\"what\":[\"registers\"]}");
            assertEquals(0, manager.next("REGISTERS").path("registers").size());
            String create = "{\"type\":\"REGISTER_CREATE\",\"name\":\"Bar\"}";
            JsonNode first = manager.ack("o1", create);
            assertTrue(first.path("ok").asBoolean(), first.toString());
            JsonNode again = manager.ack("o1", create);
            assertEquals(first.path("entryId"), again.path("entryId"));
            JsonNode seen = manager.next("REGISTERS").path("registers").path(0);
            while (!seen.path("state").asText().equals("made")) {
                seen = manager.next("REGISTERS").path("registers").path(0);
            }
            assertEquals(first.path("entryId"), seen.path("id"));
            assertEquals(1, inOdoo("Bar"));
        }
    }
}
