package tillmesh.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages behind a real server with as few threads as a node has. */
class StatusPagesIT {
    private static final String TOKEN = "the-right-token";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private StatusServer server;
    private NetworkListener listener;
    private List<JsonNode> asked;

    @BeforeEach
    void open() throws IOException {
        server = new StatusServer(TOKEN);
        listener = server.listener;
        asked = server.asked;
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_page_shows_the_members_of_a_record() throws Exception {
        HttpResponse<String> response = get("/health");

        assertEquals(200, response.statusCode());
        assertEquals("{\"status\":\"ok\",\"uptime\":7,\"lastOdooSync\":null}", response.body());
        assertEquals("no-store", response.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(
                "nosniff",
                response.headers().firstValue("X-Content-Type-Options").orElse(""));
    }

    @Test
    void an_answer_may_come_later_from_another_thread() throws Exception {
        assertEquals("[1,2,3]", get("/later").body());
    }

    @Test
    void a_number_in_the_address_is_cut_to_its_ceiling_and_nonsense_is_refused() throws Exception {
        assertEquals("50", get("/events").body());
        assertEquals("9", get("/events?limit=9").body());
        assertEquals("200", get("/events?limit=999999").body());
        assertEquals(400, get("/events?limit=all").statusCode());
        assertEquals(400, get("/events?limit=0").statusCode());
        assertEquals(400, get("/events?limit=99999999999999").statusCode());
    }

    @Test
    void a_fault_is_told_with_its_sentence() throws Exception {
        HttpResponse<String> response = get("/fault");

        assertEquals(503, response.statusCode());
        assertEquals("{\"error\":\"disk is full (free it)\"}", response.body());
    }

    @Test
    void a_broken_page_says_so_and_shows_nothing_of_its_innards() throws Exception {
        HttpResponse<String> response = get("/broken");

        assertEquals(503, response.statusCode());
        assertFalse(response.body().contains("innards"), response.body());
    }

    @Test
    void a_node_that_does_not_answer_is_reported_as_hung_while_other_pages_answer() throws Exception {
        CompletableFuture<HttpResponse<String>> silent =
                client.sendAsync(request("/silent").build(), BodyHandlers.ofString());

        assertEquals(200, get("/health").statusCode());
        assertEquals(503, silent.get().statusCode());
        assertEquals(200, get("/health").statusCode());
    }

    @Test
    void a_probe_is_red_while_there_is_a_trouble() throws Exception {
        assertEquals("{\"status\":\"ok\"}", get("/readyz").body());
        server.troubles.set(List.of("The disk is full."));

        HttpResponse<String> response = get("/readyz");

        assertEquals(503, response.statusCode());
        assertTrue(response.body().contains("The disk is full."), response.body());
    }

    @Test
    void head_answers_like_get_without_a_body() throws Exception {
        HttpRequest head = request("/health")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();

        HttpResponse<String> response = client.send(head, BodyHandlers.ofString());

        assertEquals(200, response.statusCode());
        assertEquals("", response.body());
        assertEquals(200, get("/health").statusCode());
    }

    @Test
    void the_wrong_method_is_refused() throws Exception {
        assertEquals(405, post("/health", TOKEN, "").statusCode());
        assertEquals(405, get("/reset").statusCode());
    }

    @Test
    void an_action_needs_the_token() throws Exception {
        HttpRequest without =
                request("/reset").POST(HttpRequest.BodyPublishers.noBody()).build();

        HttpResponse<String> refused = client.send(without, BodyHandlers.ofString());

        assertEquals(401, refused.statusCode());
        assertEquals("Bearer", refused.headers().firstValue("WWW-Authenticate").orElse(""));
        assertEquals(401, post("/reset", "wrong", "").statusCode());
        assertEquals(List.of(), asked);
        assertEquals(200, post("/reset", TOKEN, "").statusCode());
        assertTrue(asked.get(0).isObject());
    }

    @Test
    void guesses_become_slow_and_the_admin_gets_in_again_later() throws Exception {
        for (int guess = 0; guess < AdminDoor.GUESSES_MAX; guess++) {
            assertEquals(401, post("/reset", "guess-" + guess, "").statusCode());
        }

        assertEquals(429, post("/reset", TOKEN, "").statusCode());
        server.millis.addAndGet(AdminDoor.PENANCE.toMillis());
        assertEquals(200, post("/reset", TOKEN, "").statusCode());
    }

    @Test
    void an_action_gets_the_object_that_was_sent() throws Exception {
        assertEquals(200, post("/reset", TOKEN, "{\"force\":true}").statusCode());
        assertTrue(asked.get(0).path("force").asBoolean());
    }

    @Test
    void a_body_that_is_no_object_is_refused() throws Exception {
        for (String body : List.of("{", "[1]", "true", "{\"a\":1} x{")) {
            assertEquals(400, post("/reset", TOKEN, body).statusCode(), body);
        }
    }

    @Test
    void a_body_beyond_the_limit_is_refused() throws Exception {
        String most = "{\"a\":\"" + "x".repeat(ActionPage.BODY_BYTES_MAX - 8) + "\"}";

        assertEquals(200, post("/reset", TOKEN, most).statusCode());
        assertEquals(413, post("/reset", TOKEN, most + " ".repeat(10)).statusCode());
    }

    @Test
    void a_body_beyond_the_limit_is_heard_out_before_it_is_refused() throws Exception {
        int length = ActionPage.BODY_BYTES_MAX + 10;
        try (Socket socket = postingSlowly(length, " ".repeat(length - 1))) {
            assertEquals(200, get("/health").statusCode());
            assertEquals(0, socket.getInputStream().available());

            assertTrue(answerAfter(socket, " ").startsWith("HTTP/1.1 413"));
        }
    }

    @Test
    void a_body_that_comes_slowly_keeps_no_other_page_waiting() throws Exception {
        try (Socket socket = postingSlowly(14, "{\"forc")) {
            assertEquals(200, get("/health").statusCode());

            assertTrue(answerAfter(socket, "e\":true}").startsWith("HTTP/1.1 200"));
            assertTrue(asked.get(0).path("force").asBoolean());
        }
    }

    private Socket postingSlowly(int length, String begin) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.getPort());
        String head = "POST /reset HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                + "\r\nContent-Length: " + length + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write((head + begin).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String answerAfter(Socket socket, String rest) throws IOException {
        socket.getOutputStream().write(rest.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void an_action_may_take_its_time() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting = client.sendAsync(
                request("/slow")
                        .header("Authorization", "Bearer " + TOKEN)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertEquals(200, get("/health").statusCode());

        server.slow.complete(new Outcome(409, List.of("no")));

        assertEquals(409, waiting.get().statusCode());
    }

    @Test
    void the_metrics_show_our_numbers_and_those_of_the_machine() throws Exception {
        String text = get("/metrics").body();

        assertTrue(text.contains("\ntillmesh_test_level 42.0"), text);
        assertTrue(text.contains("\ntillmesh_test_unknown NaN"), text);
        assertTrue(text.contains("\ntillmesh_test_sales_total 3.0"), text);
        assertTrue(text.contains("# HELP tillmesh_test_level A level."), text);
        assertTrue(text.contains("jvm_memory_used_bytes"), text);
        assertTrue(text.contains("jvm_threads_live_threads"), text);
        assertTrue(text.contains("jvm_gc_memory_allocated_bytes"), text);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String token, String body) throws Exception {
        return client.send(
                request(path)
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.getPort() + path))
                .timeout(Duration.ofSeconds(20));
    }
}
