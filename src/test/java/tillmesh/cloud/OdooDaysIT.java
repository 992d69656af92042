package tillmesh.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tillmesh.cloud.odoo.OdooCloud;
import tillmesh.cloud.odoo.OdooStandIn;
import tillmesh.cloud.odoo.OdooTrick;
import tillmesh.cloud.odoo.StockShop;
import tillmesh.config.NodeConfig.Odoo.Kind;
import tillmesh.config.NodeConfig.Odoo.Routes;
import tillmesh.desk.Projections;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.Topics;
import tillmesh.journal.Journal.Appended;
import tillmesh.sim.Dice;
import tillmesh.sim.InMemory;

/**
 * Days on which everything happens between a lane and its Odoo: answers lost, calls done long after they were given up, portals,
 * a lane that is started again. Journal, uploader and adapter are those of production, on virtual time; the sockets are real. Judged by the
 * books on the far side.
 */
class OdooDaysIT {
    private static final int PORTIONS = 12;
    private static final List<OdooTrick> TRICKS = List.of(
            OdooTrick.DONE_AND_CUT,
            OdooTrick.DONE_AND_CUT,
            OdooTrick.CUT_AND_DONE_LATER,
            OdooTrick.CUT_AND_DONE_LATER,
            OdooTrick.CUT_AND_DONE_LATER,
            OdooTrick.CUT_AND_DONE_LATER,
            OdooTrick.CUT_AND_DONE_LATER,
            OdooTrick.DONE_AND_HALVED,
            OdooTrick.OTHER_ANSWER,
            OdooTrick.PORTAL,
            OdooTrick.REDIRECT,
            OdooTrick.EMPTY,
            OdooTrick.PAGE_404,
            OdooTrick.SIGNED_OUT,
            OdooTrick.SERIALIZATION,
            OdooTrick.S500,
            OdooTrick.S502,
            OdooTrick.S503,
            OdooTrick.S429);

    @TempDir(factory = InMemory.class)
    Path dir;

    private final Map<String, Entry> open = new LinkedHashMap<>();
    private final Map<String, Long> paid = new TreeMap<>();
    private OdooStandIn odoo;
    private OneLane lane;
    private Cloud cloud;
    private int orders;

    @AfterEach
    void close() {
        lane.close();
        cloud.close();
        odoo.close();
    }

    private void begin(Kind kind, int life) {
        lane = new OneLane(dir, new Dice(life));
        cloud = OdooCloud.of(
                odoo.settings(kind, Routes.POS_REACT, StockShop.REGISTER),
                "L1",
                new OrderBook(lane.journal),
                lane.loop::millis);
        lane.upload(OneLane.AT_ONCE, new Awaited(cloud));
    }

    private void write(String ref, Entry base, boolean pays) {
        long version = base == null ? 1 : base.draft().version() + 1;
        String snapshot = StockShop.snapshot(ref, 11).replace("\"tableId\":5", "\"tableId\":" + version);
        String payload = pays
                ? snapshot
                : snapshot.replace("\"status\":\"paid\"", "\"status\":\"open\"")
                        .replaceFirst("\"paymentLines\":\\[.*?\\]", "\"paymentLines\":[]");
        String from = base == null ? null : base.id().toString();
        lane.loop.must(() -> {
            Appended made = lane.journal.append(
                    new Draft(Topics.ORDER_SNAPSHOT, ref, null, version, from, "till-1", null, payload));
            new Projections(lane.journal).project(made);
            open.put(ref, made.entry());
        });
        lane.loop.settle();
        if (pays) {
            open.remove(ref);
            paid.put(ref, 1L);
        }
    }

    private void sell(Dice dice) {
        String ref = open.isEmpty() || dice.oneIn(4) ? "R" + ++orders : dice.oneOf(List.copyOf(open.keySet()));
        write(ref, open.get(ref), dice.oneIn(3));
    }

    private void day(Kind kind, Dice dice) {
        for (int portion = 0; portion < PORTIONS; portion++) {
            for (int i = dice.nextInt(6); i > 0; i--) {
                odoo.spoil(
                        dice.oneOf(TRICKS),
                        dice.oneOf(
                                "*",
                                "pos.order.load",
                                "pos.order.create_from_ui",
                                "pos.order.sync_from_ui",
                                "/pos-react/api/orders/create",
                                "/pos-react/api/orders/update"));
            }
            for (int i = dice.between(1, 9); i > 0; i--) {
                sell(dice);
                lane.loop.pass(dice.nextInt(3_000));
            }
            lane.loop.pass(dice.nextInt(60_000));
            odoo.doLate();
            if (dice.oneIn(4)) {
                lane.close();
                cloud.close();
                begin(kind, 100 + portion);
            }
        }
        odoo.calm();
        lane.loop.pass(3_600_000);
        assertEquals(
                List.of(),
                lane.told.stream().filter(what -> what.contains("refuses")).toList());
        assertEquals(lane.journal.lastSeq(), lane.upto(OdooCloud.NAME), lane.told::toString);
        assertTrue(paid.size() > 5, paid::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19})
    void each_order_that_was_paid_is_booked_once_and_nothing_else_is_there(int version) throws Exception {
        odoo = StockShop.open(version);
        Dice dice = new Dice(version);
        begin(Kind.STOCK, 1);

        day(Kind.STOCK, dice);

        assertEquals(paid, new TreeMap<>(StockShop.booked(odoo)));
        assertEquals(0, StockShop.drafts(odoo));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_add_on_never_hears_of_an_older_version_after_a_newer_one(long seed) throws Exception {
        odoo = StockShop.open(18);
        begin(Kind.ADDON, 1);

        day(Kind.ADDON, new Dice(seed));

        Map<String, Long> there = new TreeMap<>();
        odoo.books.all("addon.order").forEach(order -> {
            List<Integer> versions = new ArrayList<>();
            for (JsonNode body : order.path("history")) {
                versions.add(body.path("table_id").asInt());
            }
            assertEquals(versions.stream().sorted().toList(), versions, order::toString);
            if (order.path("paid").asBoolean()) {
                there.merge(order.path("pos_reference").asText(), 1L, Long::sum);
            }
        });
        assertEquals(paid, there);
    }
}
