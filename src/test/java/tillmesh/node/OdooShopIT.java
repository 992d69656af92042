package tillmesh.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.cloud.odoo.OdooStandIn;
import tillmesh.cloud.odoo.OdooTrick;
import tillmesh.cloud.odoo.StockShop;
import tillmesh.config.NodeConfig;
import tillmesh.config.NodeConfig.Odoo.Kind;
import tillmesh.config.NodeConfig.Odoo.Routes;

/** Three real lanes of one shop with one Odoo. */
class OdooShopIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    private static void pay(TestTill till, String ref) {
        String frame = "{\"type\":\"ORDER_SNAPSHOT\",\"posReference\":\"" + ref + "\",\"baseVersion\":0,\"snapshot\":"
                + StockShop.snapshot(ref, 11) + "}";
        till.ack("op-" + ref, frame);
    }

    @Test
    void one_lane_brings_odoo_what_all_have_sold_and_another_goes_on_when_it_is_gone() throws Exception {
        try (OdooStandIn odoo = StockShop.open(17)) {
            NodeConfig.Cloud cloud = new NodeConfig.Cloud(
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    NodeConfig.Supabase.NONE,
                    odoo.settings(Kind.STOCK, Routes.POS_REACT, StockShop.REGISTER));
            Map<String, Long> sold = new HashMap<>();
            try (TestShop shop = TestShop.whole(dir, 3, cloud)) {
                for (int lane = 1; lane <= 3; lane++) {
                    TestTill till = shop.lane(lane).cashier("till-" + lane);
                    for (int number = 1; number <= 5; number++) {
                        pay(till, "R" + lane + "-" + number);
                        sold.put("R" + lane + "-" + number, 1L);
                    }
                }
                Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertEquals(sold, StockShop.booked(odoo)));
                assertEquals(1, odoo.count("authenticate"), "one lane speaks for all");

                bookedOnceForTwoLanes(shop, odoo);
                sold.put("R-both", 1L);

                String speaker = odoo.agents.get(odoo.calls.lastIndexOf("pos.order.create_from_ui"));
                int gone = Integer.parseInt(speaker.replace("tillmesh L", ""));
                TestTill last = shop.lane(gone).cashier("last-" + gone);
                odoo.spoil(OdooTrick.DONE_AND_CUT, "pos.order.create_from_ui");
                pay(last, "R-last");
                sold.put("R-last", 1L);
                Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertEquals(sold, StockShop.booked(odoo)));
                shop.close(gone);
                int other = gone == 1 ? 2 : 1;
                TestTill till = shop.lane(other).cashier("after-" + other);
                pay(till, "R-after");
                sold.put("R-after", 1L);

                Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertEquals(sold, StockShop.booked(odoo)));
                assertEquals(2, odoo.count("authenticate"));
                assertEquals(0, StockShop.drafts(odoo));
            }
        }
    }

    private static void bookedOnceForTwoLanes(TestShop shop, OdooStandIn odoo) {
        String finalise = "{\"type\":\"ORDER_FINALIZE\",\"posReference\":\"R-both\",\"configId\":3,\"snapshot\":"
                + StockShop.snapshot("R-both", 11) + "}";
        TestTill here = shop.lane(1).cashier("here");
        TestTill there = shop.lane(2).cashier("there");
        long before = odoo.count("pos.order.create_from_ui");
        CountDownLatch gate = new CountDownLatch(1);
        odoo.gates.put("pos.order.create_from_ui", gate);
        here.ack("op-both", finalise);
        there.next("ORDER_UPDATED");
        there.ack("op-both", finalise);
        gate.countDown();

        assertEquals(here.next("ORDER_FINALIZED"), there.next("ORDER_FINALIZED"));
        assertEquals(before + 1, odoo.count("pos.order.create_from_ui"));
    }
}
