package tillmesh.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.protocol.Request.Publish;
import tillmesh.shop.LaneId;

/** Three lanes and a cloud that must hear of one thing at a time, on virtual time. */
class ForwardingTest {
    private static final List<LaneId> LANES = List.of(new LaneId("N1"), new LaneId("N2"), new LaneId("N3"));

    private final Agenda agenda = new Agenda();
    private final Stage stage =
            new Stage(agenda, new Dice(1), new EventLog(agenda), new Sightings(), new Checkers(List.of()));
    private final Cables cables = new Cables(stage, 3);
    private final SimCloud cloud = new SimCloud(stage, CloudLie.NONE);
    private final Map<LaneId, MeshLane> lanes = new LinkedHashMap<>();
    private final Map<Stream, Long> written = new LinkedHashMap<>();
    private int tills;

    @BeforeEach
    void start() {
        cloud.oneAtATime();
        LANES.forEach(lane -> lanes.put(lane, MeshLane.quiet(stage, lane, cables, cloud)));
        lanes.values().forEach(MeshLane::start);
        pass(30_000);
    }

    @AfterEach
    void close() {
        lanes.values().forEach(MeshLane::close);
    }

    private void pass(long millis) {
        long end = agenda.millis() + millis;
        while (agenda.next(end)) {
            // One thing after the other.
        }
    }

    private SimNode node(LaneId lane) {
        return Objects.requireNonNull(lanes.get(lane).node());
    }

    private void sell(LaneId lane, int count) {
        Till till = lanes.get(lane).till("till-" + ++tills);
        till.connect();
        pass(2_000);
        for (int i = 0; i < count; i++) {
            till.ask(new Publish("inventory", "s", "{\"n\":" + i + "}"));
            pass(100);
        }
        pass(2_000);
        written.put(node(lane).stream(), node(lane).committed());
    }

    private List<EntryId> missing() {
        List<EntryId> missing = new ArrayList<>();
        written.forEach((stream, last) -> {
            for (long seq = 1; seq <= last; seq++) {
                EntryId id = new EntryId(stream, seq);
                if (!cloud.ledger().has(id) && !cloud.ledger().poisoned(id)) {
                    missing.add(id);
                }
            }
        });
        return missing;
    }

    private LaneId speaker() {
        assertEquals(
                1,
                cloud.senders().all().size(),
                () -> "who speaks: " + cloud.senders().all());
        return cloud.senders().all().iterator().next();
    }

    @Test
    void one_lane_brings_what_all_have_written_one_batch_after_the_other() {
        LANES.forEach(lane -> sell(lane, 20));
        pass(20_000);

        assertEquals(List.of(), missing());
        speaker();
        assertEquals(1, cloud.senders().mostAtOnce());
        assertEquals(0, cloud.ledger().again());
    }

    @Test
    void when_that_lane_dies_another_one_goes_on() {
        LANES.forEach(lane -> sell(lane, 5));
        LaneId dead = speaker();
        lanes.get(dead).end(Ending.KILL);
        cloud.senders().forget();
        LaneId other =
                LANES.stream().filter(lane -> !lane.equals(dead)).findFirst().orElseThrow();
        sell(other, 20);
        pass(60_000);

        assertEquals(List.of(), missing());
        assertFalse(cloud.senders().all().contains(dead));
        speaker();
    }

    @Test
    void a_lane_that_is_cut_off_sells_and_waits_and_the_others_do_not_wait_for_it() {
        LANES.forEach(lane -> sell(lane, 5));
        LaneId before = speaker();
        LaneId other =
                LANES.stream().filter(lane -> !lane.equals(before)).findFirst().orElseThrow();
        cables.split(Map.of(before, 1));
        pass(60_000);
        cloud.senders().forget();
        sell(before, 10);
        sell(other, 10);
        pass(60_000);

        assertFalse(cloud.senders().all().contains(before), "it may not speak for the shop");
        assertTrue(missing().stream().allMatch(id -> id.stream().equals(node(before).stream())));
        assertTrue(missing().size() >= 9, () -> "missing " + missing());

        cables.heal();
        pass(60_000);
        assertEquals(List.of(), missing());
        assertEquals(1, cloud.senders().mostAtOnce());
    }

    @Test
    void a_lane_that_has_lost_its_own_line_lets_another_one_speak() {
        LANES.forEach(lane -> sell(lane, 5));
        LaneId before = speaker();
        cloud.cutOff(before);
        cloud.senders().forget();
        sell(before, 10);
        pass(240_000);

        assertEquals(List.of(), missing());
        assertTrue(
                cloud.senders().all().size() > 1,
                () -> "who spoke: " + cloud.senders().all());
    }
}
