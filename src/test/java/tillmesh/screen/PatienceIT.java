package tillmesh.screen;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tillmesh.protocol.Notice.AuthFail;

final class PatienceIT {
    @Test
    void a_screen_that_does_not_read_is_closed_and_never_holds_more_than_the_limit() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> limits.queueMaxBytes = 100_000);
                Raw raw = Raw.upgraded(node.port());
                Browser other = Browser.at(node.port(), "/")) {
            await().until(() -> node.opened.size() == 2);
            AuthFail big = new AuthFail("x".repeat(10_000));
            long most = 0;
            for (int i = 0; i < 10_000 && node.gone.isEmpty(); i++) {
                node.lines.tell(node.line(0), big);
                most = Math.max(most, node.lines.queuedBytes(node.line(0)));
            }

            assertTrue(most <= 100_000, "held " + most);
            assertEquals(1, node.lines.traffic().slowClosed());
            assertEquals(1013, raw.closeCode());
            assertTrue(raw.hungUp());
            node.lines.tell(node.line(1), big);
            assertEquals(HubIT.fail(big.reason()), other.next());
        }
    }

    @Test
    void a_screen_that_never_reads_again_is_hung_up_on() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> limits.queueMaxBytes = 100_000);
                Raw raw = Raw.upgraded(node.port())) {
            await().until(() -> node.opened.size() == 1);
            AuthFail big = new AuthFail("x".repeat(10_000));
            while (node.gone.isEmpty()) {
                node.lines.tell(node.line(0), big);
            }

            await().atMost(Duration.ofSeconds(8)).until(() -> node.lines.open() == 0);
            assertTrue(raw.isOpen());
        }
    }

    @Test
    void one_message_larger_than_the_queue_goes_out_when_nothing_else_waits() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> limits.queueMaxBytes = 1000);
                Browser browser = Browser.at(node.port(), "/")) {
            await().until(() -> node.opened.size() == 1);
            String big = "x".repeat(3_000_000);
            node.lines.tell(node.line(0), new AuthFail(big));

            assertEquals(HubIT.fail(big), browser.next());
            assertEquals(0, node.lines.traffic().slowClosed());
        }
    }

    @Test
    void a_screen_without_a_sign_of_life_is_closed() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> limits.idle = Duration.ofSeconds(1));
                Raw raw = Raw.upgraded(node.port())) {
            assertEquals(1001, raw.closeCode());
            assertEquals(1, node.gone.size());
        }
    }

    @Test
    void a_quiet_screen_that_answers_pings_stays() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> limits.idle = Duration.ofMillis(1500));
                Browser browser = Browser.at(node.port(), "/")) {
            await().atMost(Duration.ofSeconds(10)).until(() -> browser.pings.get() >= 4);

            assertFalse(browser.closed.isDone());
            assertTrue(node.lines.lastFrameMillis(node.line(0)) > 0);
        }
    }

    @Test
    void a_socket_that_does_not_sign_in_is_closed_and_one_that_does_stays() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> limits.signInWithin = Duration.ofSeconds(1));
                Browser signed = Browser.at(node.port(), "/");
                Browser stranger = Browser.at(node.port(), "/")) {
            await().until(() -> node.opened.size() == 2);
            node.lines.signedIn(node.line(0));

            assertEquals(1008, stranger.closeCode());
            assertFalse(signed.closed.isDone());
        }
    }

    @Test
    void a_visitor_that_does_not_come_to_the_point_is_hung_up_on() throws Exception {
        try (OpenFront node = OpenFront.with(limits -> {}, Duration.ofSeconds(1));
                Raw silent = new Raw(node.port());
                Raw slow = new Raw(node.port())) {
            slow.write("GET / HTTP/1.1\r\nHost: local");

            assertTrue(silent.hungUp());
            assertTrue(slow.hungUp());
        }
    }
}
