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

/** The floor plan: tables, locks, layout, and the ticket numbers of those who do not sit down. */
class FloorIT {
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

    private static String table(String type, int id) {
        return "{\"type\":\"" + type + "\",\"tableId\":" + id + "}";
    }

    @Test
    void a_locked_table_is_denied_to_others_who_see_who_is_there() {
        TestTill ana = lane.cashier("till-1");
        TestTill ben = lane.till("till-2", "Ben", "waiter");
        ana.send(table("TABLE_LOCK_ACQUIRE", 5));
        assertEquals(5, ana.next("TABLE_LOCK_GRANTED").path("tableId").asInt());
        JsonNode locks = ben.next("TABLE_LOCKS_STATE").path("locks");
        if (locks.isEmpty()) {
            locks = ben.next("TABLE_LOCKS_STATE").path("locks");
        }
        assertEquals("till-1", locks.get(0).path("terminalId").asText());
        assertEquals("Ana", locks.get(0).path("userName").asText());
        ben.send(table("TABLE_LOCK_ACQUIRE", 5));
        assertEquals("Ana", ben.next("TABLE_LOCK_DENIED").path("lockedBy").asText());
        ana.send(table("TABLE_LOCK_HEARTBEAT", 5));
        ana.heardNo("TABLE_LOCK_REVOKED");
        ana.send(table("TABLE_LOCK_RELEASE", 5));
        assertEquals(5, ben.next("TABLE_LOCK_RELEASED").path("tableId").asInt());
        assertEquals(5, ana.next("TABLE_LOCK_RELEASED").path("tableId").asInt());
        ben.send(table("TABLE_LOCK_ACQUIRE", 5));
        ben.next("TABLE_LOCK_GRANTED");
    }

    @Test
    void a_manager_takes_a_table_over_and_a_waiter_may_not() {
        TestTill ana = lane.cashier("till-1");
        ana.send(table("TABLE_LOCK_ACQUIRE", 5));
        ana.next("TABLE_LOCK_GRANTED");
        TestTill ben = lane.till("till-2", "Ben", "waiter");
        ben.send(table("TABLE_LOCK_FORCE_ACQUIRE", 5));
        assertEquals("Ana", ben.next("TABLE_LOCK_DENIED").path("lockedBy").asText());
        TestTill eva = lane.till("till-3", "Eva", "manager");
        eva.send(table("TABLE_LOCK_FORCE_ACQUIRE", 5));
        eva.next("TABLE_LOCK_GRANTED");
        assertEquals(
                "Taken over by Eva",
                ana.next("TABLE_LOCK_REVOKED").path("reason").asText());
        ana.send(table("TABLE_LOCK_HEARTBEAT", 5));
        assertEquals(
                "Lock not held", ana.next("TABLE_LOCK_REVOKED").path("reason").asText());
        JsonNode ack = ana.ack("op-1", table("TABLE_LOCK_RELEASE", 5));
        assertEquals("LEASE_NOT_HELD", ack.path("code").asText());
    }

    @Test
    void a_table_changed_by_hand_is_told_to_the_others_and_kept() {
        TestTill ana = lane.cashier("till-1");
        TestTill ben = lane.cashier("till-2");
        ana.ack("op-1", "{\"type\":\"TABLE_UPDATE\",\"tableId\":7,\"status\":\"dirty\",\"posReference\":\"R1\"}");
        JsonNode told = ben.next("TABLE_UPDATED");
        assertEquals("dirty", told.path("status").asText());
        assertEquals("R1", told.path("posReference").asText());
        ana.heardNo("TABLE_UPDATED");
        lane.restart();
        TestTill back = lane.visitor();
        back.send("{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"till-3\"}");
        JsonNode tables = back.next("SYNC_INIT").path("tables");
        assertEquals("dirty", tables.get(0).path("status").asText());
    }

    @Test
    void a_table_follows_its_order_until_it_is_paid() {
        TestTill ana = lane.cashier("till-1");
        TestTill ben = lane.cashier("till-2");
        ana.send("{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"R1\",\"baseVersion\":0}");
        String save = "{\"type\":\"ORDER_SNAPSHOT\",\"posReference\":\"R1\",\"baseVersion\":%d,"
                + "\"snapshot\":{\"tableId\":%d,\"status\":\"%s\"}}";
        ana.ack("op-1", String.format(save, 0, 5, "open"));
        JsonNode taken = ben.next("TABLE_UPDATED");
        assertEquals("occupied", taken.path("status").asText());
        assertEquals("R1", taken.path("posReference").asText());
        ana.ack("op-2", String.format(save, 1, 6, "open"));
        assertEquals(5, ben.next("TABLE_UPDATED").path("tableId").asInt());
        assertEquals(6, ben.next("TABLE_UPDATED").path("tableId").asInt());
        ana.ack("op-3", String.format(save, 2, 6, "paid"));
        JsonNode free = ben.next("TABLE_UPDATED");
        assertEquals("available", free.path("status").asText());
        assertFalse(free.hasNonNull("posReference"));
    }

    @Test
    void a_floor_plan_is_relayed_to_the_letter_and_not_kept() {
        TestTill ana = lane.cashier("till-1");
        TestTill ben = lane.cashier("till-2");
        String tables = "[ {\"id\":1,\"position_h\":10.50,\"color\":\"#fff\"} ]";
        ana.ack(
                "op-1",
                "{\"type\":\"FLOOR_PLAN_UPDATE\",\"floorId\":2,\"layoutMode\":\"grid\",\"tables\":" + tables + "}");
        String told = ben.raw("FLOOR_PLAN_CHANGED");
        assertTrue(told.contains("\"tables\":" + tables), told);
        assertTrue(told.contains("\"layoutMode\":\"grid\""), told);
        ana.heardNo("FLOOR_PLAN_CHANGED");
    }

    @Test
    void ticket_numbers_count_by_type_and_a_repeated_request_gets_the_same_number() {
        TestTill ana = lane.cashier("till-1");
        TestTill ben = lane.cashier("till-2");
        String takeout = "{\"type\":\"TICKET_NUMBER_REQUEST\",\"orderType\":\"takeout\"}";
        String delivery = "{\"type\":\"TICKET_NUMBER_REQUEST\",\"orderType\":\"delivery\"}";
        ana.ack("op-1", takeout);
        assertEquals(1, ana.next("TICKET_NUMBER_RESPONSE").path("ticketNumber").asInt());
        ben.ack("op-1", takeout);
        assertEquals(2, ben.next("TICKET_NUMBER_RESPONSE").path("ticketNumber").asInt());
        ben.ack("op-2", delivery);
        JsonNode first = ben.next("TICKET_NUMBER_RESPONSE");
        assertEquals(1, first.path("ticketNumber").asInt());
        assertEquals("delivery", first.path("orderType").asText());
        ana.ack("op-1", takeout);
        assertEquals(1, ana.next("TICKET_NUMBER_RESPONSE").path("ticketNumber").asInt());
        lane.restart();
        TestTill back = lane.cashier("till-1");
        back.ack("op-9", takeout);
        assertEquals(3, back.next("TICKET_NUMBER_RESPONSE").path("ticketNumber").asInt());
    }
}
