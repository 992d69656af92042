package tillmesh.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP pages of a running node, and what an admin may do through them. */
class PagesOfTheNodeIT {
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

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                CLIENT.send(HttpRequest.newBuilder(lane.http(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), path);
        return TestTill.tree(answer.body());
    }

    private HttpResponse<String> post(String path, String token, String body) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(lane.http(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private TestTill sell() {
        TestTill ana = lane.cashier("till-1");
        ana.send("{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"R1\",\"baseVersion\":0}");
        ana.ack(
                "op-1",
                "{\"type\":\"ORDER_SNAPSHOT\",\"posReference\":\"R1\",\"baseVersion\":0,"
                        + "\"snapshot\":{\"tableId\":5,\"status\":\"open\",\"lines\":[{},{}]}}");
        ana.ack("op-2", "{\"type\":\"TABLE_LOCK_ACQUIRE\",\"tableId\":5}");
        ana.ack("op-3", "{\"type\":\"TICKET_NUMBER_REQUEST\",\"orderType\":\"delivery\"}");
        return ana;
    }

    @Test
    void health_has_exactly_the_names_that_scripts_read() throws Exception {
        sell();
        JsonNode health = get("/health");
        assertEquals("ok", health.path("status").asText());
        assertEquals(1, health.path("connectedTerminals").asInt());
        assertEquals(1, health.path("activeLeases").asInt());
        assertEquals(1, health.path("orders").asInt());
        assertEquals(2, health.path("pendingForward").asInt());
        assertEquals(0, health.path("totalForwarded").asInt());
        assertTrue(health.path("uptime").isInt());
        assertTrue(health.has("lastOdooSync") && health.path("lastOdooSync").isNull());
        assertEquals(8, health.size());
    }

    @Test
    void the_pages_tell_what_was_just_done() throws Exception {
        sell();
        assertEquals("ok", get("/livez").path("status").asText());
        assertEquals("ok", get("/readyz").path("status").asText());
        JsonNode status = get("/status");
        assertEquals(
                "till-1", status.path("terminals").get(0).path("terminalId").asText());
        assertEquals("R1", status.path("leases").get(0).path("posReference").asText());
        JsonNode order = get("/orders").get(0);
        assertEquals(2, order.path("itemCount").asInt());
        assertEquals(1, order.path("version").asInt());
        assertEquals("occupied", get("/tables").get(0).path("status").asText());
        assertEquals("Ana", get("/table-locks").get(0).path("userName").asText());
        assertEquals(1, get("/ticket-sequences").path("delivery").asInt());
        assertEquals(0, get("/ticket-sequences").path("takeout").asInt());
        JsonNode event = get("/events").get(0);
        assertEquals("ticket.number", event.path("type").asText());
        assertEquals(1, get("/events?limit=1").size());
        HttpResponse<String> metrics = CLIENT.send(
                HttpRequest.newBuilder(lane.http("/metrics")).build(), HttpResponse.BodyHandlers.ofString());
        assertTrue(metrics.body().contains("tillmesh_entries_pending 2.0"), metrics.body());
    }

    @Test
    void erasing_needs_the_token_and_force_while_a_sale_is_in_no_cloud_and_leaves_a_copy() throws Exception {
        TestTill ana = sell();
        assertEquals(401, post("/reset", "wrong", "{}").statusCode());
        HttpResponse<String> refused = post("/reset", TestLane.ADMIN, "{\"force\":false}");
        assertEquals(409, refused.statusCode());
        assertTrue(TestTill.tree(refused.body()).path("reason").asText().contains("not in the cloud"));
        assertEquals(1, get("/orders").size());
        HttpResponse<String> done = post("/reset", TestLane.ADMIN, "{\"force\":true}");
        assertEquals(200, done.statusCode(), done.body());
        Path copy = Path.of(TestTill.tree(done.body()).path("copy").asText());
        try (tillmesh.journal.Reading kept = tillmesh.journal.Reading.open(copy)) {
            assertEquals("tillmesh.admin", kept.newest(1).get(0).entry().draft().topic(), "who erased it");
            assertEquals(1, kept.openOrders().size());
        }
        assertEquals(
                "Ended by an administrator",
                ana.next("LEASE_REVOKED").path("reason").asText());
        assertTrue(ana.next("SYNC_INIT").path("orders").isEmpty());
        assertEquals(0, get("/orders").size());
        assertEquals(0, get("/events").size());
        ana.ack("op-4", "{\"type\":\"TICKET_NUMBER_REQUEST\",\"orderType\":\"delivery\"}");
        assertEquals(1, get("/ticket-sequences").path("delivery").asInt());
        lane.restart();
        assertEquals("ok", get("/health").path("status").asText());
        assertEquals(1, get("/events").size());
    }

    @Test
    void ending_all_leases_tells_their_holders() throws Exception {
        TestTill ana = sell();
        assertEquals(200, post("/reset-leases", TestLane.ADMIN, "{}").statusCode());
        ana.next("LEASE_REVOKED");
        ana.next("TABLE_LOCK_REVOKED");
        assertEquals(0, get("/table-locks").size());
    }

    @Test
    void a_lane_that_was_not_started_for_drills_cannot_be_cut_off() throws Exception {
        assertEquals(404, post("/drill", TestLane.ADMIN, "{\"cut\":true}").statusCode());
    }

    @Test
    void a_foreign_page_may_not_erase_even_with_the_token() throws Exception {
        HttpResponse<String> refused = CLIENT.send(
                HttpRequest.newBuilder(lane.http("/reset"))
                        .header("Authorization", "Bearer " + TestLane.ADMIN)
                        .header("Origin", "https://evil.example")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(403, refused.statusCode());
    }

    @Test
    void a_second_node_on_the_folder_is_told_who_holds_it() {
        var why = org.junit.jupiter.api.Assertions.assertThrows(
                tillmesh.fault.Fault.class,
                () -> Node.start(TestLane.config(dir, TestLane.shopLeases()), new Ending(code -> {})));
        assertTrue(why.sentence().contains("\"pid\":" + ProcessHandle.current().pid()), why.sentence());
        assertEquals(List.of(), lane.exits());
    }
}
