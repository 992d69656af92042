package tillmesh.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders as a till meets them: leases, versions, conflicts, money first. */
class OrdersIT {
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

    private static String acquire(String ref, int base) {
        return "{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"" + ref + "\",\"baseVersion\":" + base + "}";
    }

    private static String force(String ref) {
        return "{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"" + ref + "\",\"baseVersion\":0,\"force\":true}";
    }

    private static String save(String ref, int base, String snapshot) {
        return "{\"type\":\"ORDER_SNAPSHOT\",\"posReference\":\"" + ref + "\",\"baseVersion\":" + base
                + ",\"snapshot\":" + snapshot + "}";
    }

    private static String open(String extra) {
        return "{\"status\":\"open\",\"lines\":[]" + extra + "}";
    }

    @Test
    void a_sale_is_acknowledged_and_the_others_hear_of_it() {
        TestTill ana = lane.cashier("till-1");
        TestTill ben = lane.cashier("till-2");
        ana.send(acquire("R1", 0));
        JsonNode granted = ana.next("LEASE_GRANTED");
        assertEquals(0, granted.path("version").asInt());
        assertTrue(granted.path("expiresAt").asText().matches("\\d{4}-.*\\.\\d{3}Z"));
        assertFalse(granted.has("provisional"));
        JsonNode ack = ana.ack("op-1", save("R1", 0, open("")));
        assertTrue(ack.path("ok").asBoolean());
        assertEquals(1, ack.path("version").asInt());
        assertEquals("pending", ack.path("state").asText());
        assertTrue(ack.path("entryId").asText().matches("L1-[0-9a-f]{8}-\\d+"));
        JsonNode updated = ben.next("ORDER_UPDATED");
        assertEquals("R1", updated.path("posReference").asText());
        assertEquals(1, updated.path("version").asInt());
        assertEquals("till-1", updated.path("sourceTerminal").asText());
        ana.heardNo("ORDER_UPDATED");
    }

    @Test
    void a_snapshot_is_relayed_to_the_letter() {
        String odd = "{ \"status\" : \"open\",\"weird\":1.10e2, \"n\":123456789012345678901234567890.10,"
                + "\"u\":\"\\u00e9\\ud83d\\ude00é\",\"lines\":[ ] ,\"deep\":{\"a\":[[[null]]]}}";
        TestTill ana = lane.cashier("till-1");
        TestTill ben = lane.cashier("till-2");
        ana.send(acquire("R1", 0));
        ana.ack("op-1", save("R1", 0, odd));
        assertTrue(ben.raw("ORDER_UPDATED").contains("\"snapshot\":" + odd));
        lane.restart();
        TestTill again = lane.visitor();
        again.send("{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"till-3\"}");
        assertTrue(again.raw("SYNC_INIT").contains("\"snapshot\":" + odd));
    }

    @Test
    void only_the_holder_may_write_and_the_other_is_told_who_holds_it() {
        TestTill ana = lane.cashier("till-1");
        TestTill ben = lane.till("till-2", "Ben", "waiter");
        ana.send(acquire("R1", 0));
        ana.next("LEASE_GRANTED");
        ben.send(acquire("R1", 0));
        JsonNode denied = ben.next("LEASE_DENIED");
        assertEquals("Ana", denied.path("holder").asText());
        assertFalse(denied.path("reason").asText().isEmpty());
        JsonNode refused = ben.ack("op-b", save("R1", 0, open("")));
        assertFalse(refused.path("ok").asBoolean());
        assertEquals("LEASE_NOT_HELD", refused.path("code").asText());
        assertEquals("Ana", ben.next("LEASE_DENIED").path("holder").asText());
        ana.heardNo("ORDER_UPDATED");
    }

    @Test
    void nobody_holds_it_and_a_write_is_denied_with_an_empty_holder() {
        TestTill ana = lane.cashier("till-1");
        ana.send(save("R9", 0, open("")));
        assertEquals("", ana.next("LEASE_DENIED").path("holder").asText());
    }

    @Test
    void a_stale_write_meets_a_conflict_and_stores_nothing() {
        TestTill ana = lane.cashier("till-1");
        ana.send(acquire("R1", 0));
        ana.ack("op-1", save("R1", 0, open(",\"n\":1")));
        ana.ack("op-2", save("R1", 1, open(",\"n\":2")));
        JsonNode refused = ana.ack("op-3", save("R1", 1, open(",\"n\":3")));
        assertEquals("STALE_VERSION", refused.path("code").asText());
        JsonNode conflict = ana.next("CONFLICT");
        assertEquals(2, conflict.path("hubVersion").asInt());
        assertEquals(2, conflict.path("hubSnapshot").path("n").asInt());
    }

    @Test
    void a_base_above_the_stored_version_is_accepted_as_the_next_one() {
        TestTill ana = lane.cashier("till-1");
        ana.send(acquire("R1", 7));
        assertEquals(1, ana.ack("op-1", save("R1", 7, open(""))).path("version").asInt());
    }

    @Test
    void the_holder_may_ask_again_and_gets_the_newest_version() {
        TestTill ana = lane.cashier("till-1");
        ana.send(acquire("R1", 0));
        ana.ack("op-1", save("R1", 0, open("")));
        ana.next("LEASE_GRANTED");
        ana.send(acquire("R1", 0));
        assertEquals(1, ana.next("LEASE_GRANTED").path("version").asInt());
        assertEquals(1, ana.next("ORDER_UPDATED").path("version").asInt());
    }

    @Test
    void a_manager_takes_over_and_a_cashier_may_not() {
        TestTill ana = lane.cashier("till-1");
        ana.send(acquire("R1", 0));
        ana.ack("op-1", save("R1", 0, open(",\"n\":1")));
        TestTill ben = lane.till("till-2", "Ben", "cashier");
        ben.send(force("R1"));
        assertEquals("Ana", ben.next("LEASE_DENIED").path("holder").asText());
        TestTill eva = lane.till("till-3", "Eva", "manager");
        eva.send(force("R1"));
        assertEquals(1, eva.next("LEASE_GRANTED").path("version").asInt());
        JsonNode revoked = ana.next("LEASE_REVOKED");
        assertEquals("Taken over by Eva", revoked.path("reason").asText());
        assertEquals(1, revoked.path("snapshot").path("n").asInt());
        assertEquals(
                "LEASE_NOT_HELD",
                ana.ack("op-2", save("R1", 1, open(""))).path("code").asText());
    }

    @Test
    void a_release_stores_the_last_snapshot_and_frees_the_order() {
        TestTill ana = lane.cashier("till-1");
        TestTill ben = lane.cashier("till-2");
        ana.send(acquire("R1", 0));
        JsonNode ack = ana.ack(
                "op-1", "{\"type\":\"LEASE_RELEASE\",\"posReference\":\"R1\",\"finalSnapshot\":" + open("") + "}");
        assertEquals(1, ack.path("version").asInt());
        assertEquals(1, ben.next("ORDER_UPDATED").path("version").asInt());
        ben.send(acquire("R1", 1));
        assertEquals(1, ben.next("LEASE_GRANTED").path("version").asInt());
        JsonNode refused = ana.ack("op-2", "{\"type\":\"LEASE_RELEASE\",\"posReference\":\"R1\"}");
        assertEquals("LEASE_NOT_HELD", refused.path("code").asText());
    }

    @Test
    void a_heartbeat_without_a_lease_is_answered_by_its_end() {
        TestTill ana = lane.cashier("till-1");
        ana.send("{\"type\":\"LEASE_HEARTBEAT\",\"posReference\":\"R1\"}");
        assertEquals("Lease not held", ana.next("LEASE_REVOKED").path("reason").asText());
    }

    @Test
    void money_needs_no_lease_and_a_paid_order_is_not_opened_again() {
        TestTill ana = lane.cashier("till-1");
        TestTill ben = lane.cashier("till-2");
        ana.send(acquire("R1", 0));
        ana.ack("op-1", save("R1", 0, open("")));
        JsonNode paid = ben.ack("op-b", save("R1", 1, "{\"status\":\"paid\",\"lines\":[]}"));
        assertTrue(paid.path("ok").asBoolean());
        JsonNode refused = ana.ack("op-2", save("R1", 2, open("")));
        assertEquals("ALREADY_PAID", refused.path("code").asText());
        assertEquals(
                "paid", ana.next("CONFLICT").path("hubSnapshot").path("status").asText());
    }

    @Test
    void finalising_without_a_cloud_keeps_the_sale_and_says_try_again() {
        TestTill ana = lane.cashier("till-1");
        TestTill ben = lane.cashier("till-2");
        String finalize =
                "{\"type\":\"ORDER_FINALIZE\",\"posReference\":\"R1\",\"configId\":3,\"snapshot\":" + open("") + "}";
        JsonNode ack = ana.ack("op-1", finalize);
        assertTrue(ack.path("ok").asBoolean());
        JsonNode error = ana.next("ORDER_FINALIZE_ERROR");
        assertTrue(error.path("retryable").asBoolean());
        assertEquals("R1", error.path("posReference").asText());
        assertEquals(1, ben.next("ORDER_UPDATED").path("version").asInt());
        // The till tries again as it was told: the same sale, not a second one.
        assertEquals(
                ack.path("entryId").asText(),
                ana.ack("op-2", finalize).path("entryId").asText());
        ben.heardNo("ORDER_UPDATED");
    }

    @Test
    void the_same_operation_is_done_once_also_after_a_restart() {
        TestTill ana = lane.cashier("till-1");
        ana.send(acquire("R1", 0));
        JsonNode first = ana.ack("op-1", save("R1", 0, open("")));
        JsonNode again = ana.ack("op-1", save("R1", 0, open("")));
        assertEquals(first, again);
        lane.restart();
        TestTill back = lane.cashier("till-1");
        assertEquals(first, back.ack("op-1", save("R1", 0, open(""))));
        TestTill other = lane.cashier("till-2");
        assertEquals(
                "LEASE_NOT_HELD",
                other.ack("op-1", save("R1", 0, open(""))).path("code").asText());
    }

    @Test
    void after_a_reconnect_a_device_hears_how_far_its_sales_have_come() {
        TestTill ana = lane.cashier("till-1");
        ana.send(acquire("R1", 0));
        String entry = ana.ack("op-1", save("R1", 0, open(""))).path("entryId").asText();
        lane.restart();
        TestTill back = lane.cashier("till-1");
        JsonNode state = back.next("SALE_STATE");
        assertEquals("op-1", state.path("opId").asText());
        assertEquals(entry, state.path("entryId").asText());
        assertEquals("pending", state.path("state").asText());
        assertEquals("[\"L1\"]", state.path("copies").toString());
    }
}
