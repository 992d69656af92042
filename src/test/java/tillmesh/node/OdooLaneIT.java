package tillmesh.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.cloud.odoo.OdooStandIn;
import tillmesh.cloud.odoo.OdooTrick;
import tillmesh.cloud.odoo.StockShop;
import tillmesh.config.NodeConfig;
import tillmesh.config.NodeConfig.Odoo.Kind;
import tillmesh.config.NodeConfig.Odoo.Routes;
import tillmesh.shop.LaneId;

/** A whole lane with an Odoo behind it: what a till sells, and what stands there afterwards. */
class OdooLaneIT {
    @TempDir
    Path dir;

    private OdooStandIn odoo;
    private TestLane lane;
    private TestTill till;

    @BeforeEach
    void open() throws Exception {
        odoo = StockShop.open(18);
    }

    @AfterEach
    void close() {
        lane.close();
        odoo.close();
    }

    private void sellTo(Kind kind) {
        NodeConfig usual = TestLane.config(dir, TestLane.shopLeases());
        NodeConfig.Cloud cloud = new NodeConfig.Cloud(
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                NodeConfig.Supabase.NONE,
                odoo.settings(kind, Routes.POS_REACT, StockShop.REGISTER));
        lane = TestLane.open(new NodeConfig(
                new LaneId("L1"),
                usual.store(),
                usual.data(),
                usual.screen(),
                usual.auth(),
                usual.lease(),
                usual.peer(),
                usual.replication(),
                cloud));
        till = lane.cashier("till-1");
        till.send("{\"type\":\"WATCH\",\"what\":[\"safety\"]}");
    }

    private void save(String ref, int base, String snapshot) {
        String frame = "{\"type\":\"ORDER_SNAPSHOT\",\"posReference\":\"" + ref + "\",\"baseVersion\":" + base
                + ",\"snapshot\":" + snapshot + "}";
        JsonNode ack = till.ack("op-" + ref + "-" + base, frame);
        assertTrue(ack.path("ok").asBoolean(), ack.toString());
    }

    private void lease(String ref) {
        till.send("{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"" + ref + "\",\"baseVersion\":0}");
        till.next("LEASE_GRANTED");
    }

    private static String open(String ref, int version) {
        return StockShop.snapshot(ref, 11)
                .replace("\"status\":\"paid\"", "\"status\":\"open\",\"note\":\"" + version + "\"")
                .replaceFirst("\"paymentLines\":\\[.*?\\]", "\"paymentLines\":[]");
    }

    private void untilBooked(Map<String, Long> booked) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertEquals(booked, StockShop.booked(odoo)));
        untilNothingWaits();
        assertEquals(booked, StockShop.booked(odoo));
        assertEquals(0, StockShop.drafts(odoo), "a draft would keep the session open");
    }

    private void untilNothingWaits() {
        while (true) {
            JsonNode cloud = till.next("SAFETY").path("clouds").path(0);
            if (cloud.path("waiting").asLong() == 0) {
                assertEquals("odoo", cloud.path("name").asText());
                return;
            }
        }
    }

    @Test
    void a_plain_odoo_hears_of_what_is_paid_once_and_of_nothing_else() {
        odoo.spoil(OdooTrick.DONE_AND_CUT, "pos.order.sync_from_ui");
        sellTo(Kind.STOCK);
        for (int number = 1; number <= 4; number++) {
            String ref = "R" + number;
            lease(ref);
            save(ref, 0, open(ref, 1));
            save(ref, 1, open(ref, 2));
            if (number > 1) {
                save(ref, 2, StockShop.snapshot(ref, 11));
            }
        }

        untilBooked(Map.of("R2", 1L, "R3", 1L, "R4", 1L));
    }

    @Test
    void an_order_that_odoo_does_not_take_is_set_aside_with_its_reason_and_the_others_go_on() {
        sellTo(Kind.STOCK);
        save("R1", 0, StockShop.snapshot("R1", 11));
        save("R2", 0, StockShop.snapshot("R2", 4711));
        save("R3", 0, StockShop.snapshot("R3", 11));

        untilBooked(Map.of("R1", 1L, "R3", 1L));
        Awaitility.await()
                .untilAsserted(() ->
                        assertEquals(1, till.next("SAFETY").path("setAside").asInt()));
    }

    @Test
    void the_add_on_hears_of_versions_in_their_order_and_of_the_last_one_at_last() {
        sellTo(Kind.ADDON);
        // What it finds waiting when it begins may be on its way already: it would leave newer versions of that for two
        // minutes.
        save("R0", 0, StockShop.snapshot("R0", 11));
        Awaitility.await().until(() -> odoo.books.all("addon.order").size() == 1);
        lease("R1");
        for (int version = 0; version < 12; version++) {
            save("R1", version, open("R1", version + 1));
        }
        save("R1", 12, StockShop.snapshot("R1", 11));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> odoo.books.all("addon.order").stream()
                                .filter(order -> order.path("paid").asBoolean())
                                .count()
                        == 2);
        untilNothingWaits();

        List<ObjectNode> orders = odoo.books.all("addon.order");
        assertEquals(2, orders.size());
        List<Integer> payments = new ArrayList<>();
        orders.get(1)
                .path("history")
                .forEach(body -> payments.add(body.path("statement_ids").size()));
        assertEquals(payments.stream().sorted().toList(), payments, "paid comes last");
        assertEquals(2, payments.get(payments.size() - 1));
    }

    private static String finalise(String ref) {
        return "{\"type\":\"ORDER_FINALIZE\",\"posReference\":\"" + ref + "\",\"configId\":3,\"snapshot\":"
                + StockShop.snapshot(ref, 11) + "}";
    }

    @Test
    void a_paid_order_is_booked_while_the_till_waits_and_never_again() {
        sellTo(Kind.ADDON);
        TestTill other = lane.cashier("till-2");
        JsonNode kept = till.ack("op-1", finalise("R1"));
        String booked = till.raw("ORDER_FINALIZED");

        assertTrue(kept.path("ok").asBoolean());
        int number = odoo.books.all("addon.order").get(0).path("id").asInt();
        assertEquals(
                "{\"type\":\"ORDER_FINALIZED\",\"posReference\":\"R1\",\"orderId\":" + number + ",\"lineIdMap\":{\"a\":"
                        + (number * 100 + 1) + ",\"b\":" + (number * 100 + 2)
                        + "},\"fiscal\":{\"ref_ncf\":\"E310000000005\",\"total\":11.80}}",
                booked);
        assertEquals(1, other.next("ORDER_UPDATED").path("version").asInt());
        JsonNode after = other.next("ORDER_UPDATED");
        assertEquals(2, after.path("version").asInt());
        assertEquals(number, after.path("snapshot").path("odooId").asInt());

        JsonNode again = till.ack("op-2", finalise("R1"));
        assertEquals(booked, till.raw("ORDER_FINALIZED"));
        assertEquals(kept.path("entryId"), again.path("entryId"), "the same sale");
        till.ack("op-1", finalise("R1"));
        assertEquals(booked, till.raw("ORDER_FINALIZED"));
        untilNothingWaits();
        assertEquals(1, odoo.count("/pos-api/v1/hub/finalize"));
        assertEquals(0, odoo.count("/pos-react/api/orders/create"));
        assertEquals(1, odoo.books.all("addon.order").get(0).path("history").size());

        lane.restart();
        TestTill back = lane.cashier("till-1");
        back.ack("op-3", finalise("R1"));
        assertEquals(booked, back.raw("ORDER_FINALIZED"));
        assertEquals(1, odoo.count("/pos-api/v1/hub/finalize"));
    }

    @Test
    void who_asks_while_it_is_being_booked_hears_what_comes_of_it() {
        sellTo(Kind.ADDON);
        CountDownLatch gate = new CountDownLatch(1);
        odoo.gates.put("/pos-api/v1/hub/finalize", gate);
        TestTill other = lane.cashier("till-2");
        till.ack("op-1", finalise("R1"));
        other.ack("op-2", finalise("R1"));
        till.ack("op-3", finalise("R1"));
        gate.countDown();

        String booked = till.raw("ORDER_FINALIZED");
        assertEquals(booked, other.raw("ORDER_FINALIZED"));
        assertEquals(1, odoo.count("/pos-api/v1/hub/finalize"));
    }

    @Test
    void a_back_office_that_is_away_stops_nobody_from_taking_money() {
        sellTo(Kind.ADDON);
        odoo.spoil(OdooTrick.S502, "/pos-api/v1/hub/finalize");
        assertTrue(till.ack("op-1", finalise("R1")).path("ok").asBoolean());
        JsonNode error = till.next("ORDER_FINALIZE_ERROR");
        assertTrue(error.path("retryable").asBoolean());
        assertEquals(
                "The back office did not book it: HTTP 502. The sale is kept on this lane.",
                error.path("error").asText());

        till.ack("op-2", finalise("R1"));
        assertEquals("R1", till.next("ORDER_FINALIZED").path("posReference").asText());
    }

    @Test
    void what_the_back_office_does_not_take_is_kept_and_need_not_be_tried_again() {
        sellTo(Kind.ADDON);
        String unpaid = finalise("R1").replaceFirst("\"paymentLines\":\\[.*?\\]", "\"paymentLines\":[]");
        assertTrue(till.ack("op-1", unpaid).path("ok").asBoolean());
        JsonNode error = till.next("ORDER_FINALIZE_ERROR");

        assertFalse(error.path("retryable").asBoolean());
        assertEquals(
                "The back office does not take this order: Odoo says UserError: The order has no payments. The sale is kept"
                        + " on this lane.",
                error.path("error").asText());
    }

    @Test
    void a_plain_odoo_books_at_once_what_a_till_finalises() {
        sellTo(Kind.STOCK);
        till.ack("op-1", finalise("R1"));
        JsonNode booked = till.next("ORDER_FINALIZED");
        untilBooked(Map.of("R1", 1L));

        assertEquals(odoo.books.all("pos.order").get(0).path("id"), booked.path("orderId"));
        assertEquals(2, booked.path("lineIdMap").size());
        assertFalse(booked.has("fiscal"));
    }
}
