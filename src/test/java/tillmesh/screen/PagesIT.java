package tillmesh.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

final class PagesIT {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void board_and_till_come_out_of_the_jar_with_a_policy_that_names_their_own_code() throws Exception {
        try (OpenFront node = OpenFront.open()) {
            HttpResponse<String> board = send(node, "/", "GET");
            HttpResponse<String> till = send(node, "/till", "GET");

            assertEquals(200, board.statusCode());
            assertEquals(board.body(), send(node, "/dashboard?x", "GET").body());
            assertTrue(till.body().contains("<title>"));
            assertEquals(
                    "text/html; charset=utf-8", header(board, "content-type").toLowerCase(java.util.Locale.ROOT));
            assertEquals("nosniff", header(board, "x-content-type-options"));
            assertEquals("no-referrer", header(board, "referrer-policy"));
            assertEquals("no-cache", header(board, "cache-control"));
            String policy = header(till, "content-security-policy");
            assertTrue(policy.startsWith("default-src 'none'; script-src 'sha256-"), policy);
            assertTrue(policy.contains("frame-ancestors 'none'"), policy);
            assertFalse(policy.contains("unsafe"), policy);
            assertEquals(1, till.body().split("<script").length - 1);
        }
    }

    @Test
    void the_head_of_a_page_is_the_same_without_the_page() throws Exception {
        try (OpenFront node = OpenFront.open()) {
            HttpResponse<String> head = send(node, "/till", "HEAD");

            assertEquals(200, head.statusCode());
            assertEquals("", head.body());
            assertEquals(header(send(node, "/till", "GET"), "content-length"), header(head, "content-length"));
        }
    }

    @Test
    void what_is_not_there_and_what_cannot_be_done_is_told_as_json() throws Exception {
        try (OpenFront node = OpenFront.open()) {
            HttpResponse<String> nothing = send(node, "/nothing/here", "GET");
            HttpResponse<String> posted = send(node, "/till", "POST");

            assertEquals(404, nothing.statusCode());
            assertEquals("{\"error\":\"There is nothing at this path.\"}", nothing.body());
            assertEquals(405, posted.statusCode());
            assertEquals("GET, HEAD", header(posted, "allow"));
            assertTrue(posted.body().startsWith("{\"error\":\""));
        }
    }

    private HttpResponse<String> send(OpenFront node, String path, String method) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + node.port() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
