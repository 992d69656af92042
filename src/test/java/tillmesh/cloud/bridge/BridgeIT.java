package tillmesh.cloud.bridge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.box.Box;
import tillmesh.box.Mood;
import tillmesh.chaos.rig.Ports;
import tillmesh.config.ConfigReader;
import tillmesh.node.Ending;
import tillmesh.node.Node;
import tillmesh.node.TestTill;

/** Two lanes of a shop, a bridge, and another system at its far end. */
class BridgeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<Integer> ports = Ports.forLanes(2);
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private Box box;

    @BeforeEach
    void open() {
        box = Box.open(folder.resolve("cloud"), "127.0.0.1", 0);
    }

    @AfterEach
    void close() {
        box.close();
    }

    private Node start(int lane) {
        return Node.start(
                ConfigReader.ofArguments(List.of(
                                "--lane.id=L" + lane,
                                "--store.id=S1",
                                "--store.tenant=T1",
                                "--auth.mode=dev",
                                "--data.dir=" + folder.resolve("L" + lane),
                                "--screen.port=0",
                                "--screen.hub-port=0",
                                "--peer.stack=loopback",
                                "--peer.port=" + ports.get(lane - 1),
                                "--peer.hosts=127.0.0.1:" + ports.get(0) + ",127.0.0.1:" + ports.get(1),
                                "--cloud.bridge.url=" + box.address(),
                                "--cloud.bridge.token=" + box.key()))
                        .config(),
                Ending.process());
    }

    private static TestTill till(Node node, String device) {
        TestTill till = TestTill.connect(URI.create(node.address().replace("http", "ws") + "/"));
        till.send("{\"type\":\"AUTH\",\"token\":\"dev:Ana:cashier\",\"deviceId\":\"" + device + "\"}");
        till.next("SYNC_STATUS");
        return till;
    }

    /** Another system sends events. */
    private void send(String... ids) throws Exception {
        List<String> events = new ArrayList<>();
        for (String id : ids) {
            events.add("{\"eventId\":\"" + id + "\",\"tenantId\":\"T1\",\"storeId\":\"S1\",\"type\":\"order.created\","
                    + "\"aggregateId\":\"web-" + id + "\",\"payload\":{\"total\":12.5}}");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(box.address() + "/events/ingest"))
                .header("Authorization", "Bearer " + box.key())
                .POST(BodyPublishers.ofString("{\"events\":[" + String.join(",", events) + "]}"))
                .build();
        assertEquals(200, client.send(request, BodyHandlers.ofString()).statusCode());
    }

    /** What is at the far end, by its ids in their order. */
    private List<JsonNode> there() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(box.address() + "/events?tenantId=T1&storeId=S1&limit=1000&since="))
                .header("Authorization", "Bearer " + box.key())
                .build();
        List<JsonNode> events = new ArrayList<>();
        json.readTree(client.send(request, BodyHandlers.ofString()).body())
                .path("events")
                .forEach(events::add);
        return events;
    }

    private Set<String> came(TestTill till, int count) {
        Set<String> ids = new HashSet<>();
        while (ids.size() < count) {
            JsonNode published = till.next("PUBLISHED");
            assertEquals("event.order.created", published.path("topic").asText());
            assertTrue(ids.add(published.path("payload").path("eventId").asText()), () -> "twice: " + published);
        }
        return ids;
    }

    @Test
    void what_a_lane_writes_is_there_once_and_what_another_system_sends_is_on_every_screen_once() throws Exception {
        try (Node first = start(1);
                Node second = start(2);
                TestTill writer = till(first, "till-1");
                TestTill reader = till(second, "till-2")) {
            reader.send("{\"type\":\"SUBSCRIBE\",\"topics\":[\"event.*\"]}");
            box.mood(Mood.DEAF);
            writer.ack("op-1", "{\"type\":\"PUBLISH\",\"topic\":\"note\",\"payload\":{\"n\":1.50}}");
            await().atMost(PATIENCE).until(() -> {
                box.mood(Mood.WELL);
                boolean here = there().size() >= 1;
                return here;
            });
            send("w1", "w2", "w3");
            send("w2");

            assertEquals(Set.of("w1", "w2", "w3"), came(reader, 3));
            writer.send("{\"type\":\"SUBSCRIBE\",\"topics\":[\"event.*\"],\"from\":\"start\"}");
            assertEquals(Set.of("w1", "w2", "w3"), came(writer, 3));
            send("w4");
            assertEquals(Set.of("w4"), came(reader, 1));
            reader.heardNo("PUBLISHED");

            List<String> ids = there().stream()
                    .map(event -> event.path("eventId").asText())
                    .toList();
            assertEquals(ids.size(), new HashSet<>(ids).size());
            assertEquals(4, ids.stream().filter(id -> id.startsWith("w")).count(), ids::toString);
            JsonNode note = there().stream()
                    .filter(event -> event.path("type").asText().equals("note"))
                    .findFirst()
                    .orElseThrow();
            assertEquals("till-1", note.path("actor").path("deviceId").asText());
            assertEquals("{\"n\":1.50}", note.path("payload").toString());
        }
    }

    @Test
    void nothing_comes_in_again_after_all_lanes_were_started_anew_and_whatever_came_meanwhile_does() throws Exception {
        String[] many = new String[1_200];
        for (int i = 0; i < many.length; i++) {
            many[i] = "m" + i;
        }
        try (Node first = start(1);
                Node second = start(2);
                TestTill reader = till(second, "till-2")) {
            assertTrue(first.address().startsWith("http"));
            reader.send("{\"type\":\"SUBSCRIBE\",\"topics\":[\"event.*\"]}");
            for (int i = 0; i < many.length; i += 600) {
                send(List.of(many).subList(i, i + 600).toArray(String[]::new));
            }
            assertEquals(Set.of(many), came(reader, many.length));
        }
        send("late");
        try (Node first = start(1);
                Node second = start(2);
                TestTill reader = till(first, "till-1")) {
            assertTrue(second.address().startsWith("http"));
            reader.send("{\"type\":\"SUBSCRIBE\",\"topics\":[\"event.*\"],\"from\":\"start\"}");
            Set<String> all = new HashSet<>(Set.of(many));
            all.add("late");
            assertEquals(all, came(reader, all.size()));
            reader.heardNo("PUBLISHED");
        }
    }
}
