package tillmesh.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
}
