package tillmesh.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The largest shop that is started for real on this machine. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FiveLanesIT {
    @Test
    void five_lanes_lose_their_coordinator_and_another_and_the_rest_goes_on_until_all_are_back() {
        try (Shop shop = Shop.of(5)) {
            shop.open();
            List<LaneNode> staying = new ArrayList<>(shop.lanes());
            LaneNode coordinator = shop.coordinator();
            staying.remove(coordinator);
            LaneNode another = staying.remove(0);
            try (Screen till = staying.get(0).screen("till");
                    Screen bar = staying.get(1).screen("bar");
                    Screen kitchen = staying.get(2).screen("kitchen")) {
                coordinator.process().kill();
                another.process().kill();

                String saved = till.save("five/1");
                till.safe(saved);
                bar.awaitHeard("ORDER_UPDATED", saved);
                kitchen.awaitHeard("ORDER_UPDATED", saved);
                coordinator.start();
                another.start();
                shop.awaitTogether();

                for (LaneNode lane : shop.lanes()) {
                    try (Screen fresh = lane.screen("fresh")) {
                        assertEquals(
                                1,
                                fresh.ordersAtSignIn("five/1"),
                                "at " + lane.launch().lane());
                    }
                }
                assertEquals(1, bar.heard("ORDER_UPDATED", saved).size());
                assertEquals(1, kitchen.heard("ORDER_UPDATED", saved).size());
            }
        }
    }
}
