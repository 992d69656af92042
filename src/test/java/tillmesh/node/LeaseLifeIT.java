package tillmesh.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases and locks that nobody renews, and terminals that come back in time. Leases live 1.5 s here, the grace is 0.6 s. */
class LeaseLifeIT {
    @TempDir
    Path dir;

    private TestLane lane;

    @BeforeEach
    void open() {
        lane = TestLane.open(dir);
    }

    @AfterEach
    void close() {
        lane.close();
    }

    private static final String ACQUIRE = "{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"R1\",\"baseVersion\":0}";
    private static final String SAVE = "{\"type\":\"ORDER_SNAPSHOT\",\"posReference\":\"R1\",\"baseVersion\":0,"
            + "\"snapshot\":{\"status\":\"open\",\"n\":1}}";

    @Test
    void a_lease_nobody_renews_ends_and_its_holder_gets_the_last_snapshot() {
        TestTill ana = lane.cashier("till-1");
        ana.send(ACQUIRE);
        ana.ack("op-1", SAVE);
        JsonNode revoked = ana.next("LEASE_REVOKED");
        assertEquals("Lease expired", revoked.path("reason").asText());
        assertEquals(1, revoked.path("snapshot").path("n").asInt());
        assertEquals("LEASE_NOT_HELD", ana.ack("op-2", SAVE).path("code").asText());
    }

    @Test
    void a_table_lock_nobody_renews_ends_and_everybody_hears_it() {
        TestTill ana = lane.cashier("till-1");
        TestTill ben = lane.cashier("till-2");
        ana.send("{\"type\":\"TABLE_LOCK_ACQUIRE\",\"tableId\":5}");
        ana.next("TABLE_LOCK_GRANTED");
        assertEquals(
                "Lock expired", ana.next("TABLE_LOCK_REVOKED").path("reason").asText());
        assertEquals(5, ben.next("TABLE_LOCK_RELEASED").path("tableId").asInt());
    }

    @Test
    void a_terminal_that_stays_away_loses_its_lease_after_the_grace() {
        TestTill ana = lane.cashier("till-1");
        TestTill ben = lane.cashier("till-2");
        ana.send(ACQUIRE);
        ana.next("LEASE_GRANTED");
        ana.close();
        ben.send(ACQUIRE);
        ben.next("LEASE_DENIED");
        // Asks until the grace has run out; the lease itself would live longer.
        long begun = System.nanoTime();
        while (true) {
            JsonNode ack = ben.ack("try-" + System.nanoTime(), ACQUIRE);
            if (ack.path("ok").asBoolean()) {
                break;
            }
        }
        long millis = (System.nanoTime() - begun) / 1_000_000;
        org.junit.jupiter.api.Assertions.assertTrue(millis < 5_000, "freed only after " + millis + " ms");
    }

    @Test
    void a_terminal_that_comes_back_in_the_grace_goes_on_editing() {
        TestTill ana = lane.cashier("till-1");
        ana.send(ACQUIRE);
        ana.next("LEASE_GRANTED");
        ana.close();
        TestTill back = lane.cashier("till-1");
        assertEquals(1, back.ack("op-1", SAVE).path("version").asInt());
    }

    @Test
    void a_second_connection_of_a_terminal_takes_the_place_of_the_first_without_losing_the_lease() {
        TestTill first = lane.cashier("till-1");
        first.send(ACQUIRE);
        first.next("LEASE_GRANTED");
        TestTill second = lane.cashier("till-1");
        assertEquals(1000, first.closeCode());
        assertEquals(1, second.ack("op-1", SAVE).path("version").asInt());
    }

    @Test
    void a_lease_survives_a_restart() {
        TestTill ana = lane.cashier("till-1");
        ana.send(ACQUIRE);
        ana.next("LEASE_GRANTED");
        lane.restart();
        TestTill ben = lane.cashier("till-2");
        ben.send(ACQUIRE);
        assertEquals("Ana", ben.next("LEASE_DENIED").path("holder").asText());
        TestTill back = lane.cashier("till-1");
        assertEquals(1, back.ack("op-1", SAVE).path("version").asInt());
    }

    @Test
    void a_repeated_request_for_a_lease_that_has_ended_is_not_granted_again() {
        TestTill ana = lane.cashier("till-1");
        ana.ack("op-1", ACQUIRE);
        ana.next("LEASE_GRANTED");
        ana.next("LEASE_REVOKED");
        assertEquals(true, ana.ack("op-1", ACQUIRE).path("ok").asBoolean());
        ana.next("LEASE_DENIED");
    }
}
