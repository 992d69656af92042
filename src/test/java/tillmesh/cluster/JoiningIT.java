package tillmesh.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tillmesh.chaos.rig.NodeProcess;
import tillmesh.chaos.rig.Probe;

/** A lane alone, one that comes late, and two processes that both say they are lane L1. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class JoiningIT {
    private static final int MUST_BE_CHANGED = 78;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.of(3);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_lane_alone_sells_on_with_pending_sales_and_a_late_one_gets_them_all() {
        shop.lane(1).start();
        List<String> sales = new ArrayList<>();
        try (Screen till = shop.lane(1).screen("till")) {
            for (int sale = 1; sale <= 200; sale++) {
                sales.add(till.save("alone/" + sale + "/"));
            }
            sales.forEach(till::ok);
            assertEquals(List.of(), till.heard("SALE_STATE", "peer_ack"), "nobody else is there");

            shop.lane(2).start();

            sales.forEach(till::safe);
            try (Screen late = shop.lane(2).screen("late")) {
                assertEquals(200, late.ordersAtSignIn("alone/"));
            }
        }
    }

    @Test
    void a_copied_folder_started_beside_its_original_ends_with_78_and_says_what_to_do() throws IOException {
        LaneNode original = shop.lane(1).start();
        try (Screen till = original.screen("till")) {
            till.ok(till.pay("before/copy"));
        }
        original.process().stop();
        Path copy = shop.lane(2).launch().dir();
        copy(original.launch().dir(), copy);
        inTheShop(original.start());

        NodeProcess twin = asOriginal(copy);

        assertTurnedAway(twin, original);
    }

    @Test
    void a_fresh_folder_under_a_lane_id_that_is_taken_ends_with_78_too() {
        LaneNode original = inTheShop(shop.lane(1).start());

        NodeProcess twin = asOriginal(shop.lane(2).launch().dir());

        assertTurnedAway(twin, original);
    }

    // Of two that begin within a second of each other either may be the one that was here first.
    private LaneNode inTheShop(LaneNode original) {
        shop.lane(3).start();
        original.awaitOthers(1);
        return original;
    }

    /** Starts lane L1 once more, with the port of L2. */
    private NodeProcess asOriginal(Path folder) {
        return NodeProcess.spawn(shop.lane(2).launch().at(folder).as("L1", Probe.freePort()));
    }

    private void assertTurnedAway(NodeProcess twin, LaneNode original) {
        try (twin) {
            assertEquals(MUST_BE_CHANGED, twin.exitCode(), twin.story());
            assertTrue(twin.story().contains("another node runs as lane L1 and was here first"), twin.story());
            assertTrue(twin.story().contains("lane.id of its own, or an empty data folder"), twin.story());
            assertTrue(original.process().alive(), "the one that was here first goes on");
        }
        try (Screen till = original.screen("till")) {
            till.safe(till.pay("after/twin"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
