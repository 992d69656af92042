package tillmesh.screen;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tillmesh.desk.Line;
import tillmesh.protocol.Notice.AuthFail;
import tillmesh.protocol.Request;

final class HubIT {
    static final String AUTH = "{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"till-1\"}";
    static final String PING = "{\"type\":\"PING\"}";
    static final String PONG = "{\"type\":\"PONG\"}";

    @Test
    void a_socket_opens_on_any_path_and_its_requests_reach_the_reception() throws Exception {
        try (OpenFront node = OpenFront.open();
                Browser browser = Browser.at(node.port(), "/some/where?x=1&line=7")) {
            browser.say(AUTH);

            await().until(() -> node.taken.size() == 1);
            assertTrue(node.taken.get(0).request() instanceof Request.Auth);
            assertEquals(List.of(new Line(1)), node.opened);
        }
    }

    @Test
    void both_ports_lead_to_the_same_reception() throws Exception {
        int second = freePort();
        try (OpenFront node = OpenFront.with(limits -> limits.hubPort = second);
                Browser one = Browser.at(node.port(), "/");
                Browser two = Browser.at(node.front.hubPort(), "/")) {
            one.say(AUTH);
            two.say(AUTH);

            await().until(() -> node.taken.size() == 2);
            assertEquals(2, node.opened.size());
            assertEquals(second, node.front.hubPort());
        }
    }

    @Test
    void a_ping_is_answered_before_anybody_signed_in() throws Exception {
        try (OpenFront node = OpenFront.open();
                Browser browser = Browser.at(node.port(), "/")) {
            browser.say(PING);

            assertEquals(PONG, browser.next());
            assertTrue(node.taken.isEmpty());
        }
    }

    @Test
    void a_ping_of_the_protocol_itself_is_answered_with_its_payload() throws Exception {
        try (OpenFront node = OpenFront.open();
                Raw raw = Raw.upgraded(node.port())) {
            raw.frame(0x89, new byte[] {'h', 'i'});

            Raw.Frame answer = raw.frame();
            assertEquals(10, answer.opcode);
            assertEquals("hi", answer.text());
        }
    }

    @Test
    void a_message_in_fragments_is_one_message() throws Exception {
        try (OpenFront node = OpenFront.open();
                Raw raw = Raw.upgraded(node.port())) {
            raw.frame(0x01, AUTH.substring(0, 10).getBytes(StandardCharsets.UTF_8));
            raw.frame(0x80, AUTH.substring(10).getBytes(StandardCharsets.UTF_8));

            await().until(() -> node.taken.size() == 1);
        }
    }

    @Test
    void what_is_told_arrives_in_order_and_the_same_for_all() throws Exception {
        try (OpenFront node = OpenFront.open();
                Browser one = Browser.at(node.port(), "/");
                Browser two = Browser.at(node.port(), "/")) {
            await().until(() -> node.opened.size() == 2);
            for (int i = 0; i < 1000; i++) {
                node.lines.tell(node.opened, new AuthFail("no " + i));
            }

            List<String> heard =
                    IntStream.range(0, 1000).mapToObj(i -> next(one)).toList();
            assertEquals(IntStream.range(0, 1000).mapToObj(i -> fail("no " + i)).toList(), heard);
            assertEquals(
                    heard, IntStream.range(0, 1000).mapToObj(i -> next(two)).toList());
            assertEquals(2000, node.lines.traffic().framesOut());
        }
    }

    @Test
    void a_busy_node_says_so_and_takes_nothing() throws Exception {
        try (OpenFront node = OpenFront.open();
                Browser browser = Browser.at(node.port(), "/")) {
            node.busy = true;
            for (int i = 0; i < 20; i++) {
                browser.say("{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"t\",\"opId\":\"op" + i + "\"}");
                assertTrue(browser.next().contains("\"BUSY\""));
            }

            assertTrue(node.taken.isEmpty());
            assertEquals(20, node.lines.traffic().rejected());
        }
    }

    @Test
    void a_line_that_the_desk_closes_hears_what_was_said_before_and_is_reported_gone_once() throws Exception {
        try (OpenFront node = OpenFront.open();
                Browser browser = Browser.at(node.port(), "/")) {
            await().until(() -> node.opened.size() == 1);
            node.lines.tell(node.line(0), new AuthFail("the last word"));
            node.lines.close(node.line(0), 1000, "another socket of this screen opened");
            node.lines.tell(node.line(0), new AuthFail("too late"));

            assertEquals(fail("the last word"), browser.next());
            assertEquals(1000, browser.closeCode());
            await().until(() -> node.lines.open() == 0);
            assertEquals(List.of(node.line(0)), node.gone);
            assertTrue(browser.heard.isEmpty());
        }
    }

    @Test
    void a_reason_of_any_length_and_alphabet_closes() throws Exception {
        try (OpenFront node = OpenFront.open();
                Browser browser = Browser.at(node.port(), "/")) {
            await().until(() -> node.opened.size() == 1);
            node.lines.close(node.line(0), 4001, "☕".repeat(100));

            assertEquals(4001, browser.closeCode());
        }
    }

    @Test
    void a_client_that_hangs_up_and_one_that_vanishes_are_reported_gone_once() throws Exception {
        try (OpenFront node = OpenFront.open();
                Browser polite = Browser.at(node.port(), "/");
                Browser rude = Browser.at(node.port(), "/")) {
            await().until(() -> node.opened.size() == 2);
            polite.hangUp();
            rude.vanish();

            await().until(() -> node.lines.open() == 0);
            assertEquals(2, node.gone.size());
            assertEquals(java.util.Set.copyOf(node.opened), java.util.Set.copyOf(node.gone));
        }
    }

    @Test
    void a_node_that_stops_says_that_it_goes_away() throws Exception {
        Browser browser;
        try (OpenFront node = OpenFront.open()) {
            browser = Browser.at(node.port(), "/");
            await().until(() -> node.opened.size() == 1);
        }

        assertEquals(1001, browser.closeCode());
    }

    static String fail(String reason) {
        return "{\"type\":\"AUTH_FAIL\",\"reason\":\"" + reason + "\"}";
    }

    private static String next(Browser browser) {
        try {
            return browser.next();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
