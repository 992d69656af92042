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

/** Two real lanes on which orders were changed while each was alone, and the managers who settle them. */
class ReviewIT {
    private static final String OPEN_1 = "{\"status\":\"open\",\"lines\":[{\"id\":1}]}";
    private static final String OPEN_2 = "{\"status\":\"open\",\"lines\":[{\"id\":2}]}";
    private static final String PAID_1 = "{\"status\":\"paid\",\"lines\":[{\"id\":1}]}";
    private static final String PAID_2 = "{\"status\":\"paid\",\"lines\":[{\"id\":2}]}";

    @TempDir
    Path dir;

    private TestShop shop;
    private TestTill eva;
    private TestTill ben;
    private TestLane first;
    private TestLane second;

    @BeforeEach
    void change_orders_on_two_lanes_that_do_not_hear_each_other() {
        shop = new TestShop(dir, 2);
        sell(shop.open(1), OPEN_1, OPEN_1, PAID_1);
        shop.close(1);
        second = shop.open(2);
        sell(second, OPEN_2, PAID_2, PAID_2);
        first = shop.open(1);
        eva = first.till("till-eva", "Eva", "manager");
        ben = second.till("till-ben", "Ben", "manager");
        watch(eva);
        watch(ben);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static void sell(TestLane lane, String open, String mixed, String paid) {
        TestTill till = lane.cashier("till-x");
        save(till, "open", open);
        save(till, "mixed", mixed);
        save(till, "paid", paid);
        till.close();
    }

    private static void save(TestTill till, String ref, String snapshot) {
        if (snapshot.contains("open")) {
            till.send("{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"" + ref + "\",\"baseVersion\":0}");
            till.next("LEASE_GRANTED");
        }
        JsonNode ack = till.ack(
                "save-" + ref + "-" + System.nanoTime(),
                "{\"type\":\"ORDER_SNAPSHOT\",\"posReference\":\"" + ref + "\",\"baseVersion\":0,\"snapshot\":"
                        + snapshot + "}");
        assertTrue(ack.path("ok").asBoolean(), ack::toString);
    }

    private static void watch(TestTill till) {
        till.send("{\"type\":\"WATCH\",\"what\":[\"review\"]}");
    }

    /** The next REVIEW with so many cases. */
    private static JsonNode review(TestTill till, int cases) {
        while (true) {
            JsonNode review = till.next("REVIEW").path("cases");
            if (review.size() == cases) {
                return review;
            }
        }
    }

    private static JsonNode of(JsonNode cases, String ref) {
        for (JsonNode one : cases) {
            if (one.path("posReference").asText().equals(ref)) {
                return one;
            }
        }
        throw new AssertionError("no case of " + ref + " in " + cases);
    }

    private static String resolve(JsonNode reviewed, String choice) {
        return "{\"type\":\"RESOLVE\",\"caseId\":" + reviewed.path("caseId") + ",\"choice\":\"" + choice + "\"}";
    }

    /** What a lane tells a screen that comes now: version and snapshot of an open order. */
    private static String told(TestLane lane, String ref) {
        TestTill till = lane.visitor();
        till.send("{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"look-" + System.nanoTime() + "\"}");
        for (JsonNode order : till.next("SYNC_INIT").path("orders")) {
            if (order.path("posReference").asText().equals(ref)) {
                return order.path("version") + " " + order.path("snapshot");
            }
        }
        return "not open";
    }

    @Test
    void a_case_that_a_manager_settles_is_closed_on_both_lanes_and_both_go_on_with_what_was_chosen() {
        JsonNode here = of(review(eva, 3), "open");
        JsonNode there = of(review(ben, 3), "open");
        assertEquals(here, there);
        assertEquals("double-edit", here.path("kind").asText());
        TestTill ana = first.cashier("till-ana");
        assertEquals(
                "NOT_ALLOWED",
                ana.ack("op-1", resolve(here, "mine")).path("code").asText());

        JsonNode ack = eva.ack("op-1", resolve(here, "mine"));

        assertTrue(ack.path("ok").asBoolean(), ack::toString);
        JsonNode updated = ben.next("ORDER_UPDATED");
        assertEquals(here.path("branch").path("snapshot"), updated.path("snapshot"));
        assertEquals(ack.path("version"), updated.path("version"));
        assertEquals(
                ack.path("version"),
                ana.next("ORDER_UPDATED").path("version"),
                "a screen of the manager's own lane hears it too");
        review(eva, 2);
        review(ben, 2);
        assertEquals(told(first, "open"), told(second, "open"));
        assertEquals(ack.path("version") + " " + here.path("branch").path("snapshot"), told(first, "open"));
        assertEquals(ack.path("entryId"), eva.ack("op-1", resolve(here, "mine")).path("entryId"));
        assertEquals(
                "STALE_VERSION",
                ben.ack("op-2", resolve(there, "theirs")).path("code").asText());
        first.restart();
        TestTill back = first.till("till-eva", "Eva", "manager");
        watch(back);
        review(back, 2);
    }

    @Test
    void money_stays_whatever_a_manager_chooses() {
        JsonNode cases = review(ben, 3);
        JsonNode mixed = of(cases, "mixed");
        assertEquals("paid", mixed.path("head").path("snapshot").path("status").asText());
        JsonNode refused = ben.ack("op-1", resolve(mixed, "mine"));
        assertEquals("ALREADY_PAID", refused.path("code").asText());
        assertTrue(refused.path("reason").asText().endsWith("."), refused::toString);
        assertTrue(ben.ack("op-2", resolve(mixed, "theirs")).path("ok").asBoolean());
        JsonNode twice = of(cases, "paid");
        assertEquals("paid-twice", twice.path("kind").asText());
        review(eva, 2);
        assertTrue(eva.ack("op-1", resolve(twice, "mine")).path("ok").asBoolean());
        review(ben, 1);
        review(eva, 1);
        assertEquals("not open", told(first, "mixed"));
        assertEquals("not open", told(second, "paid"));
        assertEquals(List.of(PAID_1, PAID_2), paid(first));
        assertEquals(List.of(PAID_1, PAID_2), paid(second));
    }

    /** Both payments that a journal holds of the order that was paid twice, sorted; the one that settles repeats one of them. */
    private static List<String> paid(TestLane lane) {
        TestTill till = lane.cashier("till-books");
        till.send("{\"type\":\"SUBSCRIBE\",\"topics\":[\"order.*\"],\"from\":\"start\"}");
        List<String> paid = new ArrayList<>();
        while (paid.size() < 3) {
            JsonNode told = till.next("PUBLISHED");
            if (told.path("subject").asText().equals("paid")) {
                paid.add(told.path("payload").toString());
            }
        }
        return paid.stream().distinct().sorted().toList();
    }
}
