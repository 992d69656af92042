package tillmesh.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last of three lanes goes on selling, and says what its leases are worth. */
class CutOffIT {
    @TempDir
    static Path dir;

    private static TestShop shop;

    @BeforeAll
    static void open() {
        shop = TestShop.whole(dir, 3);
        TestTill before = shop.lane(1).cashier("before");
        before.send(acquire("shared"));
        before.next("LEASE_GRANTED");
        before.ack("op-1", save("shared"));
        before.ack("op-2", "{\"type\":\"LEASE_RELEASE\",\"posReference\":\"shared\"}");
        shop.close(2);
        shop.close(3);
        TestTill till = shop.lane(1).cashier("waiting");
        int[] tries = {0};
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            till.send(acquire("alone-" + ++tries[0]));
            return till.next("LEASE_GRANTED").path("provisional").asBoolean();
        });
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static String acquire(String ref) {
        return "{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"" + ref + "\",\"baseVersion\":0}";
    }

    private static String save(String ref) {
        return "{\"type\":\"ORDER_SNAPSHOT\",\"posReference\":\"" + ref
                + "\",\"baseVersion\":0,\"snapshot\":{\"status\":\"open\"}}";
    }

    @Test
    void an_order_of_the_shop_is_lent_provisionally_and_can_be_written() {
        TestTill till = shop.lane(1).cashier("a-1");
        assertTrue(till.ack("op-1", acquire("shared")).path("ok").asBoolean());
        assertTrue(till.next("LEASE_GRANTED").path("provisional").asBoolean());
        String edit = save("shared").replace("\"baseVersion\":0", "\"baseVersion\":1");
        assertEquals(2, till.ack("op-2", edit).path("version").asInt());
    }

    @Test
    void a_new_order_is_opened_and_paid_and_stays_pending() {
        TestTill till = shop.lane(1).cashier("a-2");
        till.send(acquire("new"));
        till.next("LEASE_GRANTED");
        till.ack("op-1", save("new"));
        JsonNode paid = till.ack(
                "op-2",
                "{\"type\":\"ORDER_FINALIZE\",\"posReference\":\"new\",\"snapshot\":{\"status\":\"open\",\"total\":5},\"configId\":3}");
        assertTrue(paid.path("ok").asBoolean(), paid::toString);
        assertEquals("pending", paid.path("state").asText());
    }

    @Test
    void ticket_numbers_come_from_the_lanes_own_block() {
        TestTill till = shop.lane(1).cashier("a-3");
        String ask = "{\"type\":\"TICKET_NUMBER_REQUEST\",\"orderType\":\"delivery\"}";
        till.send(ask);
        long first = till.next("TICKET_NUMBER_RESPONSE").path("ticketNumber").asLong();
        till.send(ask);
        assertTrue(first > 10_000 && first % 1_000 == 1, "not of a block: " + first);
        assertEquals(
                first + 1,
                till.next("TICKET_NUMBER_RESPONSE").path("ticketNumber").asLong());
    }
}
