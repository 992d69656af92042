package tillmesh.screen;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RefusalsIT {
    private static final String WITH_OP = "{\"type\":\"AUTH\",\"token\":\"%s\",\"deviceId\":\"t\",\"opId\":\"op1\"}";

    @Test
    void a_message_that_is_too_large_is_refused_by_name_and_the_socket_stays() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> limits.frameMaxBytes = 1000);
                Browser browser = Browser.at(node.port(), "/")) {
            browser.say(String.format(WITH_OP, "x".repeat(1000)));

            String answer = browser.next();
            assertTrue(answer.contains("\"op1\"") && answer.contains("\"TOO_LARGE\""), answer);
            browser.say(HubIT.PING);
            assertEquals(HubIT.PONG, browser.next());
            assertTrue(node.taken.isEmpty());
        }
    }

    @Test
    void a_message_beyond_four_times_the_limit_ends_the_connection() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> limits.frameMaxBytes = 1000);
                Browser browser = Browser.at(node.port(), "/")) {
            browser.say(String.format(WITH_OP, "x".repeat(4000)));

            assertEquals(1009, browser.closeCode());
        }
    }

    @Test
    void a_frame_that_never_ends_is_cut_off_while_it_still_comes() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> limits.frameMaxBytes = 100_000);
                Raw raw = Raw.upgraded(node.port())) {
            byte[] head = {(byte) 0x81, (byte) 0xFF, 0, 0, 0, 0, 0x7F, 0, 0, 0, 0, 0, 0, 0};
            raw.write(head);
            byte[] part = new byte[50_000];
            for (int i = 0; i < 9; i++) {
                raw.write(part);
            }

            assertEquals(1009, raw.closeCode());
            assertTrue(raw.hungUp());
        }
    }

    @Test
    void a_message_in_endless_fragments_is_cut_off() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> limits.frameMaxBytes = 1000);
                Raw raw = Raw.upgraded(node.port())) {
            raw.frame(0x01, new byte[1000]);
            for (int i = 0; i < 4; i++) {
                raw.frame(0x00, new byte[1000]);
            }

            assertEquals(1009, raw.closeCode());
        }
    }

    @Test
    void a_screen_that_speaks_too_fast_is_refused_by_name() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> limits.framesPerSecond = 5);
                Browser browser = Browser.at(node.port(), "/")) {
            for (int i = 0; i < 12; i++) {
                browser.say(String.format(WITH_OP, i));
            }

            String answer = browser.next();
            assertTrue(answer.contains("\"TOO_FAST\""), answer);
            await().until(() -> node.taken.size() >= 10);
            assertTrue(node.lines.traffic().rejected() <= 2);
        }
    }

    @Test
    void what_is_no_message_is_counted_and_the_socket_stays() throws Exception {
        try (OpenFront node = OpenFront.open();
                Browser browser = Browser.at(node.port(), "/")) {
            browser.say("rubbish");
            browser.say("{\"type\":\"NO_SUCH\"}");
            browser.say("{\"type\":\"AUTH\"}");
            browser.say("{\"type\":\"AUTH\",\"token\":" + "[".repeat(40) + "]".repeat(40) + ",\"deviceId\":\"t\"}");
            browser.say(new byte[] {1, 2, 3});
            browser.say(HubIT.PING);

            assertEquals(HubIT.PONG, browser.next());
            assertEquals(5, node.lines.traffic().rejected());
            assertTrue(node.taken.isEmpty());
        }
    }

    @Test
    void what_is_no_message_but_names_an_operation_is_told_so() throws Exception {
        try (OpenFront node = OpenFront.open();
                Browser browser = Browser.at(node.port(), "/")) {
            browser.say("{\"type\":\"NO_SUCH\",\"opId\":\"op9\"}");

            String answer = browser.next();
            assertTrue(answer.contains("\"op9\"") && answer.contains("\"BAD_REQUEST\""), answer);
        }
    }

    @Test
    void ten_refused_messages_end_the_connection() throws Exception {
        try (OpenFront node = OpenFront.open();
                Browser browser = Browser.at(node.port(), "/")) {
            for (int i = 0; i < 9; i++) {
                browser.say("rubbish");
            }
            browser.say(HubIT.PING);
            assertEquals(HubIT.PONG, browser.next());
            assertFalse(browser.closed.isDone());

            browser.say("rubbish");
            assertEquals(1008, browser.closeCode());
        }
    }

    @Test
    void the_reason_of_a_close_reaches_a_screen_that_still_sends() throws Exception {
        try (OpenFront node = OpenFront.open();
                Raw raw = Raw.upgraded(node.port())) {
            byte[] rubbish = "rubbish ".repeat(100).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 2000; i++) {
                raw.frame(0x81, rubbish);
            }

            assertEquals(1008, raw.closeCode());
        }
    }

    @Test
    void text_that_is_no_utf_8_ends_the_connection() throws Exception {
        try (OpenFront node = OpenFront.open();
                Raw raw = Raw.upgraded(node.port())) {
            raw.frame(0x81, new byte[] {(byte) 0xC3, (byte) 0x28});

            assertEquals(1007, raw.closeCode());
            await().until(() -> node.gone.size() == 1);
        }
    }
}
