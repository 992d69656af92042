package tillmesh.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real lanes share who may write an order, who is at which table, and which ticket number comes next. */
class SharedLeasesIT {
    @TempDir
    static Path dir;

    private static TestShop shop;

    @BeforeAll
    static void open() {
        shop = TestShop.whole(dir, 3);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static String acquire(String ref) {
        return "{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"" + ref + "\",\"baseVersion\":0}";
    }

    private static String force(String ref) {
        return "{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"" + ref + "\",\"baseVersion\":0,\"force\":true}";
    }

    private static String save(String ref, int base, int n) {
        return "{\"type\":\"ORDER_SNAPSHOT\",\"posReference\":\"" + ref + "\",\"baseVersion\":" + base
                + ",\"snapshot\":{\"status\":\"open\",\"n\":" + n + "}}";
    }

    @Test
    void what_a_screen_of_one_lane_edits_is_denied_on_another_until_it_is_given_back() {
        TestTill ana = shop.lane(1).till("a-1", "Ana", "cashier");
        TestTill ben = shop.lane(2).till("b-1", "Ben", "cashier");
        ana.send(acquire("A1"));
        assertFalse(ana.next("LEASE_GRANTED").path("provisional").asBoolean());
        assertTrue(ana.ack("op-1", save("A1", 0, 1)).path("ok").asBoolean());
        assertEquals(1, ben.next("ORDER_UPDATED").path("version").asInt());

        ben.send(acquire("A1"));
        assertEquals("Ana", ben.next("LEASE_DENIED").path("holder").asText());
        assertEquals(
                "LEASE_NOT_HELD", ben.ack("op-1", save("A1", 1, 2)).path("code").asText());

        assertTrue(ana.ack("op-2", "{\"type\":\"LEASE_RELEASE\",\"posReference\":\"A1\"}")
                .path("ok")
                .asBoolean());
        JsonNode granted = granted(ben, "A1");
        assertEquals(1, granted.path("version").asInt());
        assertEquals(2, ben.ack("op-2", save("A1", 1, 2)).path("version").asInt());
    }

    // A release is not waited for, so another lane may ask before it has arrived.
    private static JsonNode granted(TestTill till, String ref) {
        for (int i = 0; ; i++) {
            if (till.ack("granted-" + ref + i, acquire(ref)).path("ok").asBoolean()) {
                return till.next("LEASE_GRANTED");
            }
        }
    }

    @Test
    void a_manager_takes_an_order_from_another_lane_and_its_holder_hears_it_a_cashier_does_not() {
        TestTill ana = shop.lane(1).till("a-2", "Ana", "cashier");
        TestTill ben = shop.lane(2).till("b-2", "Ben", "cashier");
        TestTill max = shop.lane(3).till("c-2", "Max", "manager");
        ana.send(acquire("A2"));
        ana.next("LEASE_GRANTED");
        ana.ack("op-1", save("A2", 0, 1));

        assertEquals("NOT_ALLOWED", ben.ack("op-1", force("A2")).path("code").asText());
        assertTrue(max.ack("op-1", force("A2")).path("ok").asBoolean());
        assertEquals(
                "Taken over by Max", ana.next("LEASE_REVOKED").path("reason").asText());
        assertEquals(
                "LEASE_NOT_HELD", ana.ack("op-2", save("A2", 1, 2)).path("code").asText());
        assertEquals(2, max.ack("op-2", save("A2", 1, 3)).path("version").asInt());
    }

    @Test
    void a_table_that_is_locked_on_one_lane_is_shown_and_denied_on_the_others() {
        TestTill ana = shop.lane(1).till("a-3", "Ana", "cashier");
        TestTill ben = shop.lane(2).till("b-3", "Ben", "cashier");
        ana.send("{\"type\":\"TABLE_LOCK_ACQUIRE\",\"tableId\":7}");
        ana.next("TABLE_LOCK_GRANTED");
        JsonNode lock = ben.next("TABLE_LOCKS_STATE").path("locks").path(0);
        assertEquals(7, lock.path("tableId").asInt());
        ben.send("{\"type\":\"TABLE_LOCK_ACQUIRE\",\"tableId\":7}");
        assertEquals("Ana", ben.next("TABLE_LOCK_DENIED").path("lockedBy").asText());
        ana.send("{\"type\":\"TABLE_LOCK_RELEASE\",\"tableId\":7}");
        assertEquals(7, ben.next("TABLE_LOCK_RELEASED").path("tableId").asInt());
    }

    @Test
    void ticket_numbers_are_counted_over_all_lanes_without_a_gap() {
        for (int round = 0; round < 4; round++) {
            for (int lane = 1; lane <= 3; lane++) {
                TestTill till = shop.lane(lane).cashier("ticket-" + round + lane);
                till.send("{\"type\":\"TICKET_NUMBER_REQUEST\",\"orderType\":\"takeout\"}");
                assertEquals(
                        round * 3 + lane,
                        till.next("TICKET_NUMBER_RESPONSE").path("ticketNumber").asInt());
                till.close();
            }
        }
    }

    @Test
    void a_tablet_that_moves_to_another_lane_goes_on_editing_there() {
        TestTill ana = shop.lane(1).till("tablet", "Ana", "cashier");
        ana.send(acquire("A4"));
        ana.next("LEASE_GRANTED");
        ana.ack("op-1", save("A4", 0, 1));
        TestTill other = shop.lane(2).cashier("b-4");
        other.send(acquire("A4"));
        other.next("LEASE_DENIED");
        ana.close();

        TestTill moved = shop.lane(2).till("tablet", "Ana", "cashier");
        assertTrue(moved.ack("op-2", acquire("A4")).path("ok").asBoolean());
        assertEquals(2, moved.ack("op-3", save("A4", 1, 2)).path("version").asInt());
    }
}
