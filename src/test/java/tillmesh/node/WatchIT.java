package tillmesh.node;

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
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a screen that watches hears, without asking again, while real lanes come, sell and go. */
class WatchIT {
    @TempDir
    Path dir;

    private TestShop shop;

    @BeforeEach
    void open() {
        shop = new TestShop(dir, 2);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static TestTill watcher(TestLane lane, String what) {
        TestTill till = lane.cashier("till-watch-" + what);
        till.send("{\"type\":\"WATCH\",\"what\":[\"" + what + "\"]}");
        return till;
    }

    private static void publish(TestTill till, int count) {
        for (int i = 0; i < count; i++) {
            String frame = "{\"type\":\"PUBLISH\",\"topic\":\"inventory\",\"payload\":" + i + "}";
            assertTrue(till.ack("op-" + System.nanoTime(), frame).path("ok").asBoolean());
        }
    }

    /** The next message of a type that says so. */
    private static JsonNode until(TestTill till, String type, Predicate<JsonNode> says) {
        while (true) {
            JsonNode told = till.next(type);
            if (says.test(told)) {
                return told;
            }
        }
    }

    private static JsonNode lane(JsonNode lanes, String id) {
        for (JsonNode one : lanes.path("lanes")) {
            if (one.path("id").asText().equals(id)) {
                return one;
            }
        }
        return lanes.path("nobody");
    }

    private static boolean is(JsonNode lanes, String id, String state) {
        return lane(lanes, id).path("state").asText().equals(state);
    }

    @Test
    void a_lane_that_comes_goes_and_falls_behind_is_told_to_those_who_watch() {
        TestLane first = shop.open(1);
        TestTill eva = watcher(first, "lanes");
        JsonNode alone = eva.next("LANES");
        assertEquals("L1", alone.path("lane").asText());
        assertFalse(
                alone.path("majority").asBoolean(), "a lane that has met nobody cannot know how many votes there are");

        shop.open(2);
        JsonNode both = until(
                eva,
                "LANES",
                told -> is(told, "L2", "here") && told.path("majority").asBoolean());
        assertEquals(2, both.path("lanes").size());
        assertEquals("L1", both.path("coordinator").asText());
        publish(eva, 3);
        shop.close(2);
        JsonNode away = until(eva, "LANES", told -> is(told, "L2", "away"));
        assertTrue(away.path("majority").asBoolean(), "of two lanes the first one counts twice");
        assertTrue(lane(away, "L2")
                        .path("since")
                        .asText()
                        .compareTo(lane(both, "L2").path("since").asText())
                > 0);
        publish(eva, 2);
        until(eva, "LANES", told -> lane(told, "L2").path("entriesBehind").asLong() >= 2);

        TestLane second = shop.open(2);
        until(
                eva,
                "LANES",
                told -> is(told, "L2", "here")
                        && lane(told, "L2").path("entriesBehind").asLong() == 0);
        TestTill ben = watcher(second, "lanes");
        until(
                ben,
                "LANES",
                told -> is(told, "L1", "here") && told.path("majority").asBoolean());
        shop.close(1);
        JsonNode cutOff = until(
                ben,
                "LANES",
                told -> is(told, "L1", "away") && !told.path("majority").asBoolean());
        assertEquals("L2", cutOff.path("coordinator").asText());
        assertTrue(is(cutOff, "L2", "here"));
    }

    @Test
    void what_is_not_safe_is_told_with_its_age_until_another_lane_has_it() {
        TestLane first = shop.open(1);
        TestTill eva = watcher(first, "safety");
        JsonNode calm = eva.next("SAFETY");
        assertEquals(0, calm.path("pending").asLong());
        assertTrue(calm.path("oldestUnsafeSeconds").isNull());
        assertTrue(calm.path("clouds").isArray() && calm.path("clouds").isEmpty());

        publish(eva, 2);
        until(eva, "SAFETY", told -> told.path("pending").asLong() == 2);
        until(eva, "SAFETY", told -> told.path("oldestUnsafeSeconds").asLong() >= 2);

        shop.open(2);
        JsonNode safe = until(eva, "SAFETY", told -> told.path("pending").asLong() == 0);
        assertEquals(2, safe.path("peerAck").asLong());
        assertTrue(safe.path("oldestUnsafeSeconds").isNull(), safe::toString);
    }

    @Test
    void a_lane_that_goes_is_a_problem_with_its_name_and_none_any_more_when_it_is_back() throws Exception {
        TestLane first = shop.open(1);
        TestTill eva = watcher(first, "problems");
        shop.open(2);
        until(eva, "PROBLEMS", told -> problem(told, "no-majority").isMissingNode());
        // A lane that was never given a vote is not missed.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> told(first, "/lanes").path("lanes").size() == 2);
        shop.close(2);
        JsonNode away = problem(
                until(eva, "PROBLEMS", told -> !problem(told, "lane-away").isMissingNode()), "lane-away");
        assertEquals("L2", away.path("about").asText());
        assertEquals("warning", away.path("severity").asText());
        assertTrue(away.path("what").asText().contains("L2"), away::toString);
        assertFalse(away.has("repair"), "a lane that left a moment ago can be retired at a button");
        shop.open(2);
        until(eva, "PROBLEMS", told -> problem(told, "lane-away").isMissingNode());
    }

    private static JsonNode told(TestLane lane, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(lane.http(path)).build();
        return TestTill.tree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static JsonNode problem(JsonNode told, String code) {
        for (JsonNode one : told.path("problems")) {
            if (one.path("code").asText().equals(code)) {
                return one;
            }
        }
        return told.path("no such problem");
    }

    @Test
    void nothing_is_told_again_while_nothing_changes() {
        TestLane first = shop.open(1);
        TestTill eva = watcher(first, "lanes");
        eva.next("LANES");
        shop.open(2);
        until(
                eva,
                "LANES",
                told -> is(told, "L2", "here") && told.path("majority").asBoolean());
        TestTill ben = watcher(first, "safety");
        ben.next("SAFETY");
        publish(ben, 1);
        until(ben, "SAFETY", told -> told.path("peerAck").asLong() == 1);
        eva.saidUntilNow();

        // The board shows the time of day: it tells that the node has looked three times.
        TestTill clock = watcher(first, "board");
        clock.next("BOARD");
        clock.next("BOARD");
        clock.next("BOARD");

        eva.heardNo("LANES");
        ben.heardNo("SAFETY");
    }
}
