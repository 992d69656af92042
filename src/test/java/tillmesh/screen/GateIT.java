package tillmesh.screen;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

final class GateIT {
    private static final String FOREIGN = "Origin: http://evil.example\r\n";

    @Test
    void a_foreign_page_cannot_open_a_socket() throws Exception {
        try (OpenFront node = OpenFront.open()) {
            assertEquals("HTTP/1.1 403 Forbidden", ask(node, Raw.upgrade(host(node), FOREIGN)));
            assertEquals("HTTP/1.1 403 Forbidden", ask(node, Raw.upgrade(host(node), "Origin: null\r\n")));
            assertEquals(
                    "HTTP/1.1 403 Forbidden", ask(node, Raw.upgrade(host(node), "Origin: http://localhost:1\r\n")));
            assertTrue(node.opened.isEmpty());
        }
    }

    @Test
    void own_pages_and_listed_ones_can() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> limits.origins = List.of("https://till.example", "null"));
                Browser own = Browser.from("http://localhost:" + node.port(), node.port());
                Browser listed = Browser.from("https://till.example", node.port());
                Browser file = Browser.from("null", node.port())) {
            await().until(() -> node.opened.size() == 3);
            own.say(HubIT.PING);
            listed.say(HubIT.PING);
            file.say(HubIT.PING);

            assertEquals(HubIT.PONG, own.next());
            assertEquals(HubIT.PONG, listed.next());
            assertEquals(HubIT.PONG, file.next());
        }
    }

    @Test
    void a_foreign_page_can_change_nothing_and_read_nothing() throws Exception {
        try (OpenFront node = OpenFront.open()) {
            String post =
                    "POST /echo HTTP/1.1\r\nHost: " + host(node) + "\r\nContent-Length: 2\r\nConnection: close\r\n";

            assertEquals("HTTP/1.1 403 Forbidden", ask(node, post + FOREIGN + "\r\nhi"));
            assertEquals("HTTP/1.1 200 OK", ask(node, post + "Origin: http://" + host(node) + "\r\n\r\nhi"));
            assertEquals("HTTP/1.1 200 OK", ask(node, post + "\r\nhi"));
            assertFalse(whole(node, get(node, "/till", FOREIGN)).contains("Access-Control-Allow-Origin"));
            assertTrue(whole(node, get(node, "/till", "Origin: http://localhost:" + node.port() + "\r\n"))
                    .contains("Access-Control-Allow-Origin: http://localhost:" + node.port()));
        }
    }

    @Test
    void a_preflight_is_answered_on_any_path_for_trusted_pages_only() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> limits.origins = List.of("https://till.example"))) {
            String options = "OPTIONS /any/path HTTP/1.1\r\nHost: " + host(node) + "\r\n";

            String answer = whole(node, options + "Origin: https://till.example\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 204 "), answer);
            assertTrue(answer.contains("Access-Control-Allow-Origin: https://till.example"), answer);
            assertTrue(answer.contains("Access-Control-Allow-Methods: GET, POST, OPTIONS"), answer);
            assertTrue(answer.contains("Access-Control-Allow-Headers: Content-Type, Authorization"), answer);
            assertTrue(answer.contains("Vary: Origin"), answer);
            assertEquals("HTTP/1.1 403 Forbidden", ask(node, options + FOREIGN + "\r\n"));
        }
    }

    @Test
    void a_name_that_was_pointed_at_this_machine_is_not_served() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> limits.hosts = List.of("till-1.local"))) {
            assertTrue(ask(node, Raw.upgrade("evil.example:" + node.port(), "")).contains(" 421 "));
            assertTrue(ask(node, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").contains(" 421 "));
            assertTrue(ask(node, "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")
                    .matches(".* 4\\d\\d .*"));
            assertTrue(ask(node, "GET / HTTP/1.0\r\n\r\n").matches(".* 4\\d\\d .*"));
            assertTrue(ask(node, "GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n")
                    .contains(" 421 "));
            assertTrue(ask(node, Raw.upgrade("till-1.local", "")).contains(" 101 "));
        }
    }

    @Test
    void one_socket_more_than_allowed_is_refused_and_room_comes_back() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> limits.connectionsMax = 2);
                Browser one = Browser.at(node.port(), "/");
                Browser two = Browser.at(node.port(), "/")) {
            assertTrue(ask(node, Raw.upgrade(host(node), "")).contains(" 503 "));

            one.hangUp();
            await().until(() -> node.lines.open() == 1);
            assertTrue(ask(node, Raw.upgrade(host(node), "")).contains(" 101 "));
            assertFalse(two.closed.isDone());
        }
    }

    @Test
    void bodies_and_heads_have_limits() throws Exception {
        try (OpenFront node = OpenFront.open()) {
            String post = "POST /echo HTTP/1.1\r\nHost: " + host(node) + "\r\nConnection: close\r\n";
            int most = GateFilter.BODY_BYTES_MAX;

            assertTrue(ask(node, post + "Content-Length: " + most + "\r\n\r\n" + "x".repeat(most))
                    .contains(" 200 "));
            assertTrue(ask(node, post + "Content-Length: " + (most + 1) + "\r\n\r\n" + "x".repeat(most + 1))
                    .contains(" 413 "));
            assertTrue(ask(node, post + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n")
                    .contains(" 411 "));
            assertTrue(ask(node, get(node, "/till", "X-Long: " + "x".repeat(20_000) + "\r\n"))
                    .contains(" 400 "));
        }
    }

    @Test
    void a_handshake_of_another_version_is_refused() throws Exception {
        try (OpenFront node = OpenFront.open()) {
            String old = Raw.upgrade(host(node), "").replace("Version: 13", "Version: 7");
            String keyless = Raw.upgrade(host(node), "").replaceAll("Sec-WebSocket-Key: [^\\r]*\\r\\n", "");

            assertTrue(ask(node, old).matches(".* 4\\d\\d .*"));
            assertTrue(ask(node, keyless).matches(".* 4\\d\\d .*"));
            assertEquals(0, node.lines.open());
        }
    }

    @Test
    void a_port_that_is_taken_is_told_with_what_to_do() throws Exception {
        try (OpenFront node = OpenFront.open()) {
            Fault taken = assertThrows(Fault.class, () -> OpenFront.with(limits -> limits.port = node.port()));
            Fault hubTaken = assertThrows(Fault.class, () -> OpenFront.with(limits -> limits.hubPort = node.port()));
            Fault nowhere = assertThrows(Fault.class, () -> OpenFront.with(limits -> limits.host = "192.0.2.1"));

            assertEquals(Remedy.CALL_SOMEONE, taken.remedy());
            assertEquals(
                    "port " + node.port() + " on 127.0.0.1 is taken (stop the other program or set screen.port)",
                    taken.sentence());
            assertTrue(hubTaken.sentence().contains("screen.hub-port"), hubTaken.sentence());
            assertTrue(nowhere.sentence().contains("screen.host"), nowhere.sentence());
        }
    }

    private static String host(OpenFront node) {
        return "127.0.0.1:" + node.port();
    }

    static String get(OpenFront node, String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host(node) + "\r\nConnection: close\r\n" + headers + "\r\n";
    }

    private static String ask(OpenFront node, String request) throws IOException {
        try (Raw raw = new Raw(node.port())) {
            raw.write(request);
            return raw.status();
        }
    }

    static String whole(OpenFront node, String request) throws IOException {
        try (Raw raw = new Raw(node.port())) {
            raw.write(request);
            return raw.rest();
        }
    }
}
