package tillmesh.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in, free messages, watching, and what is done with bad input. */
class MessagesIT {
    @TempDir
    Path dir;

    private TestLane lane;

    @BeforeEach
    void open() {
        lane = TestLane.open(TestLane.config(dir, TestLane.shopLeases()));
    }

    @AfterEach
    void close() {
        lane.close();
    }

    private static String publish(String topic, String payload) {
        return "{\"type\":\"PUBLISH\",\"topic\":\"" + topic + "\",\"subject\":\"s\",\"payload\":" + payload + "}";
    }

    @Test
    void ping_is_answered_before_anybody_signed_in() {
        TestTill visitor = lane.visitor();
        visitor.send("{\"type\":\"PING\"}");
        assertEquals("{\"type\":\"PONG\"}", visitor.raw("PONG"));
    }

    @Test
    void a_screen_that_signs_in_hears_everything_in_order() {
        TestTill till = lane.visitor();
        till.send("{\"type\":\"AUTH\",\"token\":\"dev:Eva:manager\",\"deviceId\":\"till-1\"}");
        JsonNode ok = till.next("AUTH_OK");
        assertEquals("till-1", ok.path("terminalId").asText());
        assertEquals("manager", ok.path("role").asText());
        till.next("SYNC_INIT");
        till.next("TABLE_LOCKS_STATE");
        JsonNode status = till.next("SYNC_STATUS");
        assertEquals(1, status.path("connectedTerminals").asInt());
        assertTrue(status.has("lastOdooSync"));
    }

    @Test
    void a_wrong_token_is_told_why_and_may_try_again() {
        TestTill till = lane.visitor();
        till.send("{\"type\":\"AUTH\",\"token\":\"secret\",\"deviceId\":\"till-1\"}");
        assertTrue(!till.next("AUTH_FAIL").path("reason").asText().isEmpty());
        till.send("{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"till-1\"}");
        assertEquals("cashier", till.next("AUTH_OK").path("role").asText());
    }

    @Test
    void nothing_is_done_for_a_screen_that_has_not_signed_in() {
        TestTill visitor = lane.visitor();
        JsonNode refused = visitor.ack("op-1", publish("transaction", "{}"));
        assertEquals("NOT_ALLOWED", refused.path("code").asText());
    }

    @Test
    void a_subscriber_hears_each_message_once_and_goes_on_from_its_cursor() {
        TestTill ana = lane.cashier("till-1");
        TestTill kds = lane.cashier("kds-1");
        kds.ack("sub", "{\"type\":\"SUBSCRIBE\",\"topics\":[\"trans*\"]}");
        String payload = "{ \"sum\":1.10, \"x\":[1,2] }";
        JsonNode ack = ana.ack("op-1", publish("transaction", payload));
        ana.ack("op-2", publish("other", "1"));
        ana.ack("op-3", publish("transaction", "3"));
        String first = kds.raw("PUBLISHED");
        assertTrue(first.contains("\"payload\":" + payload), first);
        JsonNode told = TestTill.tree(first);
        assertEquals(ack.path("entryId").asText(), told.path("entryId").asText());
        assertEquals("till-1", told.path("sourceTerminal").asText());
        assertEquals("L1", told.path("sourceLane").asText());
        assertEquals("s", told.path("subject").asText());
        assertEquals(3, kds.next("PUBLISHED").path("payload").asInt());
        kds.heardNo("PUBLISHED");
        lane.restart();
        TestTill back = lane.cashier("kds-1");
        back.ack(
                "sub2",
                "{\"type\":\"SUBSCRIBE\",\"topics\":[\"transaction\"],\"from\":\""
                        + told.path("cursor").asText() + "\"}");
        assertEquals(3, back.next("PUBLISHED").path("payload").asInt());
        back.heardNo("PUBLISHED");
    }

    @Test
    void a_subscriber_from_the_start_gets_everything_in_order() {
        TestTill ana = lane.cashier("till-1");
        for (int i = 0; i < 300; i++) {
            ana.ack("op-" + i, publish("transaction", Integer.toString(i)));
        }
        ana.ack("sub", "{\"type\":\"SUBSCRIBE\",\"topics\":[\"*\"],\"from\":\"start\"}");
        List<Integer> heard = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            heard.add(ana.next("PUBLISHED").path("payload").asInt());
        }
        for (int i = 0; i < 300; i++) {
            assertEquals(i, heard.get(i));
        }
    }

    @Test
    void topics_of_the_node_itself_cannot_be_published() {
        TestTill ana = lane.cashier("till-1");
        assertEquals(
                "NOT_ALLOWED",
                ana.ack("op-1", publish("order.snapshot", "{}")).path("code").asText());
    }

    @Test
    void a_watcher_is_told_at_once_and_when_something_changes() {
        TestTill ana = lane.cashier("till-1");
        ana.send("{\"type\":\"WATCH\",\"what\":[\"lanes\",\"safety\",\"review\"]}");
        JsonNode lanes = ana.next("LANES");
        assertEquals("L1", lanes.path("coordinator").asText());
        assertTrue(lanes.path("majority").asBoolean());
        assertEquals("here", lanes.path("lanes").get(0).path("state").asText());
        assertEquals(0, ana.next("SAFETY").path("pending").asInt());
        assertTrue(ana.next("REVIEW").path("cases").isEmpty());
        ana.ack("op-1", publish("transaction", "{}"));
        assertEquals(1, ana.next("SAFETY").path("pending").asInt());
    }

    @Test
    void the_board_is_shown_without_signing_in() {
        TestTill page = lane.visitor();
        page.send("{\"type\":\"WATCH\",\"what\":[\"board\"]}");
        JsonNode board = page.next("BOARD");
        assertEquals("L1", board.path("lane").asText());
        assertEquals("ok", board.path("health").asText());
        assertTrue(board.path("disk").path("accepting").asBoolean());
        lane.cashier("till-1").ack("op-1", publish("transaction", "{}"));
        JsonNode later = page.next("BOARD");
        while (later.path("events").isEmpty()) {
            later = page.next("BOARD");
        }
        assertEquals("transaction", later.path("events").get(0).path("topic").asText());
        assertEquals(1, later.path("screens").size());
    }

    @Test
    void bad_input_is_refused_with_a_reason_and_the_socket_stays_open() {
        TestTill ana = lane.cashier("till-1");
        for (String bad : List.of(
                "{\"type\":\"NO_SUCH_THING\"}",
                "{\"type\":\"ORDER_SNAPSHOT\",\"posReference\":\"R1\"}",
                "{\"type\":\"TABLE_LOCK_ACQUIRE\",\"tableId\":\"five\"}",
                "{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"R1\",\"baseVersion\":1.5}",
                "{\"type\":\"TICKET_NUMBER_REQUEST\",\"orderType\":\"dine_in\"}")) {
            JsonNode ack = ana.ack("op-" + bad.length(), bad);
            assertEquals("BAD_REQUEST", ack.path("code").asText(), bad);
            assertTrue(!ack.path("reason").asText().isEmpty());
        }
        JsonNode tooLarge = ana.ack("big", publish("transaction", "\"" + "x".repeat(300_000) + "\""));
        assertEquals("TOO_LARGE", tooLarge.path("code").asText());
        ana.send("not json at all");
        ana.send("[" + "[".repeat(100));
        assertTrue(ana.ack("op-good", publish("transaction", "1")).path("ok").asBoolean());
    }

    @Test
    void ten_bad_frames_in_a_row_close_the_socket() {
        TestTill ana = lane.cashier("till-1");
        for (int i = 0; i < 10; i++) {
            ana.send("garbage");
        }
        assertEquals(1008, ana.closeCode());
    }

    @Test
    void the_bare_heartbeat_of_an_older_client_renews_what_it_holds() {
        TestTill ana = lane.cashier("till-1");
        ana.send("{\"type\":\"TABLE_LOCK_ACQUIRE\",\"tableId\":5}");
        ana.next("TABLE_LOCK_GRANTED");
        assertTrue(ana.ack("op-1", "{\"type\":\"HEARTBEAT\"}").path("ok").asBoolean());
        ana.heardNo("TABLE_LOCK_REVOKED");
    }
}
