package tillmesh.peer.jgroups;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lanes in processes of their own: what happens to the others when one dies or freezes. */
class PeerProcessesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A crash is seen in about a second; the rest is for a busy machine. Without FD_SOCK2 it takes 6 s at least. */
    private static final Duration CRASH_SEEN = Duration.ofSeconds(5);
    /** Between two healthy lanes, while a third is frozen. Before that had been seen to, it was 12 s. */
    private static final long ROUND_TRIP_MILLIS = 3_000;

    private final List<LaneProcess> processes = new ArrayList<>();
    private LaneProcess lane1;
    private LaneProcess lane2;
    private LaneProcess lane3;

    @BeforeEach
    void open() throws IOException {
        Lanes lanes = Lanes.free(3);
        lane1 = start(lanes, 1);
        await().atMost(PATIENCE).until(() -> lane1.view().equals("L1"));
        lane2 = start(lanes, 2);
        await().atMost(PATIENCE).until(() -> lane1.view().equals("L1,L2"));
        lane3 = start(lanes, 3);
        await().atMost(PATIENCE).until(() -> all("L1,L2,L3", lane1, lane2, lane3));
    }

    @AfterEach
    void close() {
        processes.forEach(LaneProcess::close);
    }

    @Test
    void a_killed_lane_is_missed_at_once_and_so_is_a_killed_coordinator() {
        lane3.kill();
        await().atMost(CRASH_SEEN).until(() -> all("L1,L2", lane1, lane2));

        lane1.kill();

        await().atMost(CRASH_SEEN).until(() -> all("L2", lane2));
    }

    @Test
    void a_frozen_lane_that_is_owed_data_holds_up_nobody_and_comes_back() throws Exception {
        lane3.signal("STOP");
        lane1.tell("flood");
        lane1.tell("ping 400");

        String[] pinged = lane1.said("pinged ").split(" ");
        lane1.said("full after ");
        await().atMost(PATIENCE).until(() -> all("L1,L2", lane1, lane2));
        lane3.signal("CONT");
        await().atMost(PATIENCE)
                .until(() -> lane1.view().length() == 8 && lane2.view().length() == 8);

        assertEquals("0", pinged[1], "answers lost");
        assertTrue(Long.parseLong(pinged[0]) < ROUND_TRIP_MILLIS, () -> "worst round trip in ms: " + pinged[0]);
        assertTrue(lane1.views().stream().skip(1).allMatch(view -> view.contains("L1") && view.contains("L2")));
        assertTrue(lane2.views().stream().allMatch(view -> view.contains("L1") && view.contains("L2")));
    }

    private LaneProcess start(Lanes lanes, int lane) throws IOException {
        LaneProcess process = LaneProcess.start(lanes, lane);
        processes.add(process);
        return process;
    }

    private static boolean all(String view, LaneProcess... lanes) {
        return List.of(lanes).stream().allMatch(lane -> lane.view().equals(view));
    }
}
