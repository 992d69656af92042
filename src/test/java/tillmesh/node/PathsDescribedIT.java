package tillmesh.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.protocol.Description;

/** openapi.json names every path of a running node, and each answers as it says. */
final class PathsDescribedIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Description DESCRIPTION = Description.of("openapi.json");
    private static final JsonNode PATHS = DESCRIPTION.tree().path("paths");

    @TempDir
    Path dir;

    private TestLane lane;

    @BeforeEach
    void open() {
        lane = TestLane.open(TestLane.config(dir, TestLane.shopLeases()));
        TestTill boss = lane.till("till-1", "Ana", "manager");
        boss.send("{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"R1\",\"baseVersion\":0}");
        boss.ack(
                "op-1",
                "{\"type\":\"ORDER_SNAPSHOT\",\"posReference\":\"R1\",\"baseVersion\":0,"
                        + "\"snapshot\":{\"tableId\":5,\"status\":\"open\",\"lines\":[{},{}]}}");
        boss.ack(
                "op-2",
                "{\"type\":\"ORDER_FINALIZE\",\"posReference\":\"R2\",\"configId\":1,\"snapshot\":{\"status\":\"paid\"}}");
        boss.ack("op-3", "{\"type\":\"TABLE_LOCK_ACQUIRE\",\"tableId\":5}");
        boss.ack("op-4", "{\"type\":\"TABLE_UPDATE\",\"tableId\":6,\"status\":\"dirty\"}");
        boss.ack("op-5", "{\"type\":\"TICKET_NUMBER_REQUEST\",\"orderType\":\"delivery\"}");
        boss.ack("op-6", "{\"type\":\"REGISTER_CREATE\",\"name\":\"Terraza\"}");
        boss.ack("op-7", "{\"type\":\"PUBLISH\",\"topic\":\"note\",\"payload\":1}");
    }

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void the_description_names_the_paths_that_the_node_serves_and_no_others() {
        Set<String> described = new TreeSet<>();
        PATHS.properties().forEach(path -> {
            if (!path.getValue().path("post").has("x-only-with")) {
                described.add(path.getKey());
            }
        });

        assertEquals(lane.paths(), described);
    }

    @Test
    void each_path_that_is_read_answers_as_described_also_by_its_head_alone() throws Exception {
        for (String path : (Iterable<String>) PATHS::fieldNames) {
            if (PATHS.path(path).has("get")) {
                HttpResponse<String> answer = ask(HttpRequest.newBuilder(lane.http(path)));
                HttpResponse<String> head =
                        ask(HttpRequest.newBuilder(lane.http(path)).method("HEAD", BodyPublishers.noBody()));

                assertEquals(200, answer.statusCode(), path);
                assertDescribed(path, "get", answer);
                assertEquals(200, head.statusCode(), path);
                assertEquals("", head.body(), path);
            }
        }
        assertDescribed("/events", "get", ask(HttpRequest.newBuilder(lane.http("/events?limit=x"))));
        assertFalse(TestTill.tree(
                        ask(HttpRequest.newBuilder(lane.http("/registers"))).body())
                .isEmpty());
    }

    @Test
    void each_action_answers_as_described_with_the_token_and_without() throws Exception {
        for (String path : (Iterable<String>) PATHS::fieldNames) {
            JsonNode action = PATHS.path(path).path("post");
            if (action.isObject() && !action.has("x-only-with")) {
                JsonNode body = action.path("requestBody").path("content").path("application/json");
                String pointer = pointer(path, "post") + "/requestBody/content/application~1json/schema";
                assertEquals(Set.of(), DESCRIPTION.wrong(pointer, body.path("example")), path);

                // Without one: of wrong ones an address may show ten, and there are more actions than that.
                HttpResponse<String> stranger = ask(HttpRequest.newBuilder(lane.http(path))
                        .POST(BodyPublishers.ofString(body.path("example").toString())));
                HttpResponse<String> noObject = ask(post(path, TestLane.ADMIN, "[]"));
                HttpResponse<String> read = ask(HttpRequest.newBuilder(lane.http(path)));
                HttpResponse<String> admin =
                        ask(post(path, TestLane.ADMIN, body.path("example").toString()));

                assertEquals(401, stranger.statusCode(), path);
                assertDescribed(path, "post", stranger);
                assertEquals(400, noObject.statusCode(), path);
                assertDescribed(path, "post", noObject);
                assertTrue(read.statusCode() == 405 || PATHS.path(path).has("get"), path);
                assertDescribed(path, "post", admin);
            }
        }
    }

    @Test
    void what_is_served_are_the_descriptions_that_the_tests_read() throws Exception {
        for (String file : Set.of("asyncapi.json", "openapi.json")) {
            HttpResponse<String> served = ask(HttpRequest.newBuilder(lane.http("/" + file)));

            assertEquals(Description.of(file).tree(), Description.exact(served.body()), file);
        }
    }

    private void assertDescribed(String path, String method, HttpResponse<String> answer) throws Exception {
        String status = String.valueOf(answer.statusCode());
        JsonNode content = PATHS.at(pointer(path, method).substring("/paths".length()) + "/responses/" + status)
                .path("content");
        String type = answer.headers().firstValue("content-type").orElse("").replace("; charset=utf-8", "");
        String described = content.fieldNames().hasNext() ? content.fieldNames().next() : "no " + status;

        assertEquals(
                described.replace("; charset=utf-8", ""),
                type.toLowerCase(java.util.Locale.ROOT),
                path + ": " + answer.body());
        if (type.equals("application/json")) {
            assertEquals(
                    Set.of(),
                    DESCRIPTION.wrong(
                            pointer(path, method) + "/responses/" + status + "/content/application~1json/schema",
                            Description.exact(answer.body())),
                    path + ": " + answer.body());
        }
    }

    private static String pointer(String path, String method) {
        return "/paths/" + path.replace("/", "~1") + "/" + method;
    }

    private HttpRequest.Builder post(String path, String token, String body) {
        return HttpRequest.newBuilder(lane.http(path))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
