package tillmesh.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.config.ConfigReader;
import tillmesh.node.Ending;
import tillmesh.node.Node;

/** Commands about a lane, with its node running and without. */
class LaneCommandsIT {
    private static final String[] ENOUGH = {"--data.dir=lane", "--lane.id=L1", "--auth.mode=dev"};

    @TempDir
    Path folder;

    @Test
    void a_running_node_and_its_file_tell_the_same() throws Exception {
        Terminal terminal = new Terminal(folder);
        JsonNode asked;
        JsonNode events;
        try (Node node = start()) {
            sell(node);
            asked = json(terminal, "stats", "--json", "--data.dir=lane");
            events = json(terminal, "events", "--json", "--data.dir=lane");
        }

        JsonNode read = json(terminal, "stats", "--json", "--data.dir=lane");

        assertEquals("ok", asked.path("health").asText());
        assertEquals("closed", read.path("health").asText());
        assertEquals("L1", read.path("lane").asText());
        assertTrue(asked.path("sales").path("pending").asLong() > 0, asked.toString());
        assertEquals(asked.path("sales"), read.path("sales"));
        assertEquals(events, json(terminal, "events", "--json", "--data.dir=lane"));
        assertEquals(
                1, json(terminal, "events", "1", "--json", "--data.dir=lane").size());
    }

    @Test
    void a_backup_is_made_beside_a_node_and_without_one_and_both_hold_what_was_sold() throws Exception {
        Terminal terminal = new Terminal(folder);
        String first;
        try (Node node = start()) {
            sell(node);
            first = json(terminal, "backup", "--json", "--data.dir=lane")
                    .path("name")
                    .asText();
        }

        String second = json(terminal, "backup", "--json", "--data.dir=lane")
                .path("name")
                .asText();

        for (String name : List.of(first, second)) {
            assertEquals(ExitCode.OK, terminal.run("prove", "lane/backup/" + name), name + terminal.err());
        }
        assertFalse(first.equals(second));
        assertTrue(terminal.run("backup", "--data.dir=nowhere") != ExitCode.OK);
    }

    @Test
    void a_person_reads_the_same_in_sentences() throws Exception {
        Terminal terminal = new Terminal(folder);
        try (Node node = start()) {
            sell(node);
            assertEquals(ExitCode.OK, terminal.run("stats", "--data.dir=lane"));
            assertTrue(terminal.out().contains("L1: ok, up "), terminal.out());
            assertEquals(ExitCode.OK, terminal.run("events", "--data.dir=lane"));
            assertTrue(terminal.out().contains("pending"), terminal.out());
        }
        assertEquals(ExitCode.OK, terminal.run("stats", "--data.dir=lane"));
        assertTrue(terminal.out().contains("no node runs"), terminal.out());
    }

    @Test
    void drain_ends_with_1_while_something_waits_for_a_cloud() throws Exception {
        Terminal terminal = new Terminal(folder);
        try (Node node = start()) {
            assertEquals(ExitCode.OK, terminal.run("drain", "--data.dir=lane"));
            sell(node);
            assertEquals(ExitCode.FOUND, terminal.run("drain", "--data.dir=lane"));
            assertTrue(terminal.out().contains("no cloud is configured"), terminal.out());
        }
    }

    @Test
    void chains_are_proved_while_the_node_runs_and_afterwards() throws Exception {
        Terminal terminal = new Terminal(folder);
        try (Node node = start()) {
            sell(node);
            assertEquals(ExitCode.OK, terminal.run("prove", "--data.dir=lane"));
        }

        assertEquals(ExitCode.OK, terminal.run("prove", "lane/tillmesh.db", "--json"));

        JsonNode proof = new ObjectMapper().readTree(terminal.out());
        assertTrue(proof.path("closed").asBoolean());
        assertTrue(proof.path("proof").path("entries").asLong() > 0, proof.toString());
    }

    @Test
    void erasing_asks_first_and_then_keeps_what_no_cloud_has() throws Exception {
        Terminal no = new Terminal(folder, Map.of(), "no");
        Terminal yes = new Terminal(folder, Map.of(), "yes");
        try (Node node = start()) {
            sell(node);
            assertEquals(ExitCode.FOUND, no.run("reset-data", "--data.dir=lane"));
            assertEquals(ExitCode.FOUND, yes.run("reset-data", "--data.dir=lane"));
            assertTrue(yes.err().contains("not in the cloud"), yes.err());
            assertTrue(json(no, "stats", "--json", "--data.dir=lane")
                            .path("sales")
                            .path("pending")
                            .asLong()
                    > 0);

            assertEquals(ExitCode.OK, no.run("reset-data", "--yes", "--force", "--data.dir=lane"), no.err());

            assertEquals(
                    0,
                    json(no, "stats", "--json", "--data.dir=lane")
                            .path("sales")
                            .path("pending")
                            .asLong());
        }
    }

    @Test
    void leases_are_ended_with_a_node_and_without() throws Exception {
        Terminal terminal = new Terminal(folder);
        try (Node node = start()) {
            sell(node);
            assertEquals(ExitCode.OK, terminal.run("reset-leases", "--data.dir=lane"));
            assertTrue(terminal.out().contains("Ended 1 "), terminal.out());
        }

        assertEquals(ExitCode.OK, terminal.run("reset-leases", ENOUGH[0], ENOUGH[1], ENOUGH[2]), terminal.err());
        assertTrue(terminal.out().contains("Ended 0 "), terminal.out());
        assertEquals(ExitCode.CONFIGURATION, terminal.run("reset-leases", "--data.dir=lane"));
    }

    @Test
    void a_wrong_token_erases_nothing() throws Exception {
        Terminal terminal = new Terminal(folder);
        try (Node node = start()) {
            sell(node);
            assertEquals(
                    ExitCode.FOUND,
                    terminal.run(
                            "reset-data", "--yes", "--force", "--data.dir=lane", "--auth.admin-token=wrong-token"));
            assertTrue(terminal.err().contains("not the admin token"), terminal.err());
            assertFalse(json(terminal, "events", "--json", "--data.dir=lane").isEmpty());
        }
    }

    @Test
    void a_lock_that_a_killed_node_left_behind_is_not_believed() throws Exception {
        Terminal terminal = new Terminal(folder);
        String held;
        try (Node node = start()) {
            sell(node);
            held = Files.readString(folder.resolve("lane/lane.lock"));
        }
        Files.writeString(folder.resolve("lane/lane.lock"), held);

        assertEquals(
                "closed",
                json(terminal, "stats", "--json", "--data.dir=lane")
                        .path("health")
                        .asText());
    }

    @Test
    void another_lane_that_has_the_port_now_is_not_asked() throws Exception {
        Terminal terminal = new Terminal(folder);
        start().close();
        try (Node other = start("other")) {
            assertFalse(other.address().isEmpty());
            Files.copy(
                    folder.resolve("other/lane.lock"),
                    folder.resolve("lane/lane.lock"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);

            assertEquals(
                    "closed",
                    json(terminal, "stats", "--json", "--data.dir=lane")
                            .path("health")
                            .asText());
        }
    }

    private Node start() {
        return start("lane");
    }

    private Node start(String dir) {
        return Node.start(
                ConfigReader.ofArguments(List.of(
                                "--lane.id=L1",
                                "--auth.mode=dev",
                                "--data.dir=" + folder.resolve(dir),
                                "--screen.port=0",
                                "--screen.hub-port=0"))
                        .config(),
                Ending.process());
    }

    private static JsonNode json(Terminal terminal, String... args) throws IOException {
        assertEquals(ExitCode.OK, terminal.run(args), terminal.err());
        return new ObjectMapper().readTree(terminal.out());
    }

    /** Signs in, takes a lease and saves one order; back when it is on the disk. */
    private static void sell(Node node) throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(node.address().replaceFirst("http", "ws") + "/"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        heard.add(text.toString());
                        from.request(1);
                        return CompletableFuture.completedStage(text);
                    }
                })
                .get(20, TimeUnit.SECONDS);
        say(socket, "{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"till-1\"}");
        await().until(() -> String.join("", heard).contains("AUTH_OK"));
        say(socket, "{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"R1\",\"baseVersion\":0}");
        await().until(() -> String.join("", heard).contains("LEASE_GRANTED"));
        say(
                socket,
                "{\"type\":\"ORDER_SNAPSHOT\",\"posReference\":\"R1\",\"baseVersion\":0,\"opId\":\"op-1\",\"snapshot\":{\"lines\":[]}}");
        await().until(() -> String.join("", heard).contains("\"opId\":\"op-1\",\"ok\":true"));
        socket.abort();
    }

    private static void say(WebSocket socket, String frame) throws Exception {
        socket.sendText(frame, true).get(20, TimeUnit.SECONDS);
    }
}
