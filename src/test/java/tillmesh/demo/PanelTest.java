package tillmesh.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may look at the demo's page and who may touch a lane with it. */
class PanelTest {
    private final List<String> done = new ArrayList<>();
    private final Pass pass = Pass.fresh("http://127.0.0.1/");
    private final Panel panel = new Panel(
            0,
            pass,
            () -> Map.of("picture", "all is well"),
            (verb, lane) -> {
                done.add(verb + " " + lane);
                return new Answer(!lane.equals("L3"), "said");
            },
            mood -> {
                done.add("the cloud is " + mood);
                return new Answer(mood.equals("closed"), "said");
            });
    private final String host = "Host: 127.0.0.1:" + panel.port();
    private final String token = "Authorization: Bearer " + pass.token();

    @AfterEach
    void close() {
        panel.close();
    }

    @Test
    void whoever_is_on_this_machine_may_look() throws IOException {
        assertTrue(answer("GET /state", host).contains("all is well"));
        String page = answer("GET /", host);
        assertTrue(page.startsWith("HTTP/1.1 200"), page);
        assertTrue(page.contains("<title>Demo"), page);
        assertTrue(!page.contains("{nonce}") && !page.contains(pass.token()), page);
        assertStatus(404, "GET /secrets", host);
    }

    @Test
    void the_token_and_post_are_needed_to_touch_a_lane() throws IOException {
        assertStatus(401, "POST /act/cut/L2", host);
        assertStatus(401, "POST /act/cut/L2", host, token + "0");
        assertStatus(405, "GET /act/cut/L2", host, token);
        assertStatus(404, "POST /act/cut/L9", host, token);
        assertStatus(404, "POST /act/erase/L2", host, token);
        assertEquals(List.of(), done);

        assertStatus(200, "POST /act/cut/L2", host, token);
        assertStatus(409, "POST /act/thaw/L3", host, token);
        assertEquals(List.of("CUT L2", "THAW L3"), done);
    }

    @Test
    void the_cloud_is_touched_with_the_token_alone() throws IOException {
        assertStatus(401, "POST /act/cloud/closed", host);
        assertEquals(List.of(), done);

        assertStatus(200, "POST /act/cloud/closed", host, token);
        assertStatus(409, "POST /act/cloud/strange", host, token);
        assertEquals(List.of("the cloud is closed", "the cloud is strange"), done);
    }

    @Test
    void pages_from_elsewhere_and_foreign_names_are_turned_away() throws IOException {
        assertStatus(403, "POST /act/cut/L2", host, token, "Origin: http://evil.example");
        assertStatus(403, "POST /act/cut/L2", host, token, "Origin: null");
        assertStatus(403, "POST /act/cut/L2", host, token, "Origin: http://127.0.0.1:1");
        assertStatus(421, "GET /state", "Host: evil.example:" + panel.port());
        assertStatus(421, "POST /act/cut/L2", "Host: evil.example", token);
        assertEquals(List.of(), done);

        assertStatus(200, "POST /act/cut/L2", host, token, "Origin: http://localhost:" + panel.port());
    }

    private void assertStatus(int status, String request, String... headers) throws IOException {
        String answer = answer(request, headers);
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }

    private String answer(String request, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), panel.port())) {
            String text = request + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                    + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
