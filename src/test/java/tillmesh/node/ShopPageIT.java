package tillmesh.node;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.journal.Reading;

/** What the shop page asks of a running node: problems, history, search, backups, and what managers may end. */
class ShopPageIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path dir;

    private TestLane lane;

    @BeforeEach
    void open() {
        lane = TestLane.open(TestLane.config(dir, TestLane.shopLeases()));
    }

    @AfterEach
    void close() {
        lane.close();
    }

    private JsonNode get(String path) {
        return TestTill.tree(ask(path, 200));
    }

    private String ask(String path, int status) {
        try {
            HttpResponse<String> answer =
                    CLIENT.send(HttpRequest.newBuilder(lane.http(path)).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(status, answer.statusCode(), path + " " + answer.body());
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> post(String path, String token, String body) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(lane.http(path))
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void done(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(path, TestLane.ADMIN, body);
        assertEquals(200, answer.statusCode(), answer.body());
    }

    private TestTill sell(String ref) {
        TestTill ana = lane.cashier("till-1");
        ana.send("{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"" + ref + "\",\"baseVersion\":0}");
        ana.ack(
                "op-" + ref,
                "{\"type\":\"ORDER_SNAPSHOT\",\"posReference\":\"" + ref + "\",\"baseVersion\":0,"
                        + "\"snapshot\":{\"tableId\":5,\"status\":\"open\",\"lines\":[{\"name\":\"Tea\"}]}}");
        ana.ack("lock-" + ref, "{\"type\":\"TABLE_LOCK_ACQUIRE\",\"tableId\":5}");
        return ana;
    }

    private List<JsonNode> deeds() {
        List<JsonNode> deeds = new ArrayList<>();
        get("/events?topic=tillmesh.admin").path("events").forEach(deeds::add);
        return deeds;
    }

    private JsonNode payload(JsonNode event) {
        try (Reading reading = Reading.open(dir.resolve("tillmesh.db"))) {
            return TestTill.tree(
                    reading.search(tillmesh.entry.EntryId.parse(event.path("id").asText()))
                            .entries()
                            .get(0)
                            .entry()
                            .draft()
                            .payload());
        }
    }

    @Test
    void a_backup_is_made_while_a_till_sells_and_it_is_listed_sound_and_written_down() throws Exception {
        TestTill ana = sell("R1");
        assertEquals(401, post("/backups/make", "wrong", "{}").statusCode());
        assertTrue(get("/backups").path("backups").isEmpty());

        done("/backups/make", "{\"by\":\"Mia\"}");
        ana.ack("op-2", "{\"type\":\"TICKET_NUMBER_REQUEST\",\"orderType\":\"takeout\"}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !get("/backups").path("running").asBoolean());

        JsonNode state = get("/backups");
        assertTrue(state.path("failed").isNull(), state::toString);
        JsonNode made = state.path("backups").get(0);
        assertTrue(made.path("askedFor").asBoolean() && made.path("bytes").asLong() > 0, made::toString);
        try (Reading copy =
                Reading.open(dir.resolve("backup").resolve(made.path("name").asText()))) {
            assertTrue(copy.prove(walked -> {}).closed());
            assertEquals("R1", copy.openOrders().get(0).posReference());
        }
        JsonNode deed = payload(deeds().get(0));
        assertEquals("backup", deed.path("action").asText());
        assertEquals("done", deed.path("outcome").asText());
        assertEquals("Mia", deed.path("by").asText());
        assertEquals("127.0.0.1", deed.path("from").asText());
        assertEquals(made.path("name").asText(), deed.path("about").asText());
    }

    @Test
    void a_manager_ends_one_lease_and_one_lock_and_only_those() throws Exception {
        sell("R1");
        sell("R2");
        assertEquals(401, post("/leases/release", "wrong", "{\"order\":\"R2\"}").statusCode());
        assertEquals(
                404,
                post("/leases/release", TestLane.ADMIN, "{\"order\":\"R9\"}").statusCode());
        assertEquals(400, post("/leases/release", TestLane.ADMIN, "{}").statusCode());
        assertEquals(
                400,
                post("/table-locks/release", TestLane.ADMIN, "{\"table\":\"5\"}")
                        .statusCode());
        assertEquals(2, get("/status").path("leases").size());

        done("/leases/release", "{\"order\":\"R2\",\"by\":\"Mia\"}");
        assertEquals(
                "R1", get("/status").path("leases").get(0).path("posReference").asText());
        assertEquals(1, get("/status").path("leases").size());
        done("/table-locks/release", "{\"table\":5}");
        assertEquals(0, get("/table-locks").size());

        assertEquals(
                List.of("release-table", "release-lease"),
                deeds().stream().map(one -> one.path("posReference").asText()).toList());
        assertEquals("R2", payload(deeds().get(1)).path("about").asText());
        assertEquals("5", payload(deeds().get(0)).path("about").asText());
        assertFalse(deeds().toString().contains(TestLane.ADMIN));
    }

    @Test
    void a_search_of_the_journal_finds_what_is_asked_for_and_refuses_what_it_cannot_read() {
        sell("R1");
        sell("R2");
        assertEquals(1, get("/events?search=r2&topic=order.*").path("events").size());
        JsonNode paged = get("/events?topic=order.*&limit=1");
        assertEquals("R2", paged.path("events").get(0).path("posReference").asText());
        JsonNode rest = get(
                "/events?topic=order.*&limit=1&before=" + paged.path("before").asLong());
        assertEquals("R1", rest.path("events").get(0).path("posReference").asText());
        assertEquals("pending", rest.path("events").get(0).path("state").asText());
        assertEquals(0, get("/events?lane=L2").path("events").size());
        String id = rest.path("events").get(0).path("id").asText();
        assertEquals(
                id, get("/events?search=" + id).path("events").get(0).path("id").asText());
        assertTrue(get("/events?limit=1").isArray(), "who looks for nothing gets the list as ever");
        assertTrue(ask("/events?before=x", 400).contains("before is"));
        assertTrue(ask("/events?topic=A", 400).contains("topic is"));
        assertTrue(ask("/events?search=" + "a".repeat(101), 400).contains("search is"));
    }

    @Test
    void the_last_hour_begins_with_the_node_and_is_served_whole() {
        JsonNode hour = get("/history");
        assertEquals(10, hour.path("slotSeconds").asInt());
        assertEquals(360, hour.path("slotsMax").asInt());
        assertTrue(hour.path("slots").isArray());
    }

    @Test
    void problems_are_told_to_who_asks_for_them_also_before_signing_in_and_not_to_others() {
        assertTrue(get("/problems").isArray());
        TestTill visitor = lane.visitor();
        visitor.send("{\"type\":\"WATCH\",\"what\":[\"problems\",\"board\"]}");
        assertTrue(visitor.next("PROBLEMS").path("problems").isArray());
        JsonNode board = visitor.next("BOARD");
        board.path("troubles").forEach(trouble -> assertEquals(3, trouble.size(), trouble::toString));
    }
}
