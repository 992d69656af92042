package tillmesh.cloud.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tillmesh.far.HostedGateway;
import tillmesh.far.Project;

/** The edge function in a real Deno, in front of a real PostgREST. */
class EdgeFunctionIT {
    private final FarStore store = new FarStore();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String id = UUID.randomUUID().toString();
    private String service = "";

    @BeforeEach
    void keys() {
        service = new HostedGateway(store.project.tokens()).legacy(HostedGateway.SECRET);
    }

    private HttpResponse<String> post(byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(store.project.functions()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body, String... headers) throws Exception {
        return post(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private String single(String data) {
        return "{\"messageId\":\"" + id + "\",\"terminalId\":\"L1\",\"topic\":\"inventory\",\"data\":" + data
                + ",\"timestamp\":\"2026-11-21T08:00:00.000Z\",\"peerAckedAt\":\"2026-11-21T08:00:01.000Z\"}";
    }

    private List<String> tills() {
        return store.project
                .database()
                .rows("SELECT data, lane, store FROM tillmesh.ledger WHERE tenant = '" + Project.TILLS_TENANT
                        + "' AND message_id = '" + id + "'");
    }

    @Test
    void a_tills_own_message_is_stored_once_to_the_letter_and_answered_as_tills_expect() throws Exception {
        String message = single("{\"productId\": \"7\", \"changeAmount\":-2.50}");

        HttpResponse<String> first = post(message, "Authorization", "Bearer " + service);
        HttpResponse<String> again = post(message, "Authorization", "Bearer " + HostedGateway.SECRET);

        JsonNode answer = FarStore.json(first.body());
        assertEquals(200, first.statusCode(), first.body());
        assertTrue(answer.path("success").asBoolean());
        assertEquals(id, answer.path("messageId").asText());
        assertFalse(answer.path("timestamp").asText().isEmpty());
        assertEquals(200, again.statusCode(), again.body());
        assertEquals(List.of("{\"productId\": \"7\", \"changeAmount\":-2.50} L1 S1"), tills());
    }

    @Test
    void another_message_under_its_id_is_409_and_one_that_cannot_be_stored_is_422() throws Exception {
        post(single("1"), "apikey", HostedGateway.SECRET);

        HttpResponse<String> other = post(single("2"), "apikey", HostedGateway.SECRET);
        HttpResponse<String> bad = post(
                single("1").replace(id, id + "x").replace("2026-11-21T08:00:00.000Z", "yesterday morning"),
                "apikey",
                HostedGateway.SECRET);

        assertEquals(409, other.statusCode(), other.body());
        assertEquals(422, bad.statusCode(), bad.body());
        assertEquals("22007", FarStore.json(bad.body()).path("code").asText());
        assertEquals(List.of("1 L1 S1"), tills());
    }

    @Test
    void a_batch_an_array_and_compressed_ones_are_answered_message_by_message() throws Exception {
        ObjectNode one = store.message("L1", "event", null, 0, "{\"n\": 1.0}");
        ObjectNode two = store.message("L1", "event", null, 0, "{\"n\": 1.0}");
        String lane = "Bearer " + store.token;

        JsonNode plain = FarStore.json(
                post("{\"messages\":[" + one + "]}", "Authorization", lane).body());
        JsonNode array = FarStore.json(
                post("[" + one + "," + two + "]", "Authorization", lane).body());
        HttpResponse<String> zipped = post(
                gzip("{\"messages\":[" + two + "]}"),
                "Authorization",
                lane,
                "apikey",
                HostedGateway.PUBLISHABLE,
                "Content-Encoding",
                "gzip");

        assertEquals("applied", plain.at("/results/0/status").asText(), plain.toString());
        assertEquals("duplicate", array.at("/results/0/status").asText(), array.toString());
        assertEquals("applied", array.at("/results/1/status").asText(), array.toString());
        assertEquals(
                "duplicate",
                FarStore.json(zipped.body()).at("/results/0/status").asText(),
                zipped.body());
        assertEquals(List.of("{\"n\": 1.0} S1", "{\"n\": 1.0} S1"), store.rows("data::text, store", "ledger"));
    }

    @Test
    void who_may_not_store_in_the_database_stores_nothing_here_either() throws Exception {
        String person = store.project.tokens().of("{\"role\":\"authenticated\",\"store\":\"S1\"}");

        assertEquals(401, post(single("1")).statusCode());
        assertEquals(401, post(single("1"), "apikey", "sb_secret_guess").statusCode());
        assertEquals(
                401,
                post(single("1"), "Authorization", "Bearer " + service + "x").statusCode());
        assertEquals(401, post(single("1"), "apikey", HostedGateway.PUBLISHABLE).statusCode());
        assertEquals(403, post(single("1"), "Authorization", "Bearer " + person).statusCode());
        assertEquals(List.of(), tills());
    }

    @Test
    void what_is_no_message_or_too_large_or_not_whole_is_told_apart() throws Exception {
        byte[] zipped = gzip(single("1"));
        String[] gzip = {"apikey", HostedGateway.SECRET, "Content-Encoding", "gzip"};

        assertEquals(400, post("{\"hello\":1}", "apikey", HostedGateway.SECRET).statusCode());
        assertEquals(400, post("[", "apikey", HostedGateway.SECRET).statusCode());
        assertEquals(408, post(Arrays.copyOf(zipped, zipped.length / 2), gzip).statusCode());
        assertEquals(408, post("no gzip", gzip).statusCode());
        assertEquals(413, post(gzip(" ".repeat(9 << 20) + "[]"), gzip).statusCode());
        assertEquals(
                413, post(new byte[2 << 20], "apikey", HostedGateway.SECRET).statusCode());
        assertEquals(
                415,
                post("[]", "apikey", HostedGateway.SECRET, "Content-Encoding", "br")
                        .statusCode());
        assertEquals(List.of(), tills());
        assertEquals(200, post(zipped, gzip).statusCode());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
