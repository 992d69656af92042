package tillmesh.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.protocol.Request.Publish;
import tillmesh.shop.LaneId;

/** A lane that is gone with entries that no cloud has, on virtual time. */
class AdoptionTest {
    private static final LaneId FIRST = new LaneId("N1");
    private static final LaneId SECOND = new LaneId("N2");
    private static final LaneId THIRD = new LaneId("N3");
    private static final int SALES = 30;

    private final Agenda agenda = new Agenda();
    private final Stage stage =
            new Stage(agenda, new Dice(1), new EventLog(agenda), new Sightings(), new Checkers(List.of()));
    private final Cables cables = new Cables(stage, 3);
    private final SimCloud cloud = new SimCloud(stage, CloudLie.NONE);
    private final MeshLane first = MeshLane.quiet(stage, FIRST, cables, cloud);
    private final MeshLane second = MeshLane.quiet(stage, SECOND, cables, cloud);
    private final MeshLane third = MeshLane.quiet(stage, THIRD, cables, cloud);
    private Stream life = new Stream(FIRST, 0);

    @BeforeEach
    void dieWithSalesThatNoCloudHas() {
        List.of(first, second, third).forEach(MeshLane::start);
        pass(30_000);
        cloud.cutOff(FIRST);
        Till till = first.till("till-1");
        till.connect();
        pass(2_000);
        for (int i = 0; i < SALES; i++) {
            till.ask(new Publish("inventory", "s", "{\"n\":" + i + "}"));
            pass(100);
        }
        pass(2_000);
        life = java.util.Objects.requireNonNull(first.node()).stream();
        assertEquals(SALES, java.util.Objects.requireNonNull(first.node()).committed());
        first.end(Ending.KILL);
        cloud.fine();
    }

    @AfterEach
    void close() {
        List.of(first, second, third).forEach(MeshLane::close);
    }

    private void pass(long millis) {
        long end = agenda.millis() + millis;
        while (agenda.next(end)) {
            // One thing after the other.
        }
    }

    private boolean allThere() {
        return LongStream.rangeClosed(1, SALES)
                .mapToObj(seq -> new EntryId(life, seq))
                .allMatch(id -> cloud.ledger().has(id) || cloud.ledger().poisoned(id));
    }

    private long knows(MeshLane lane) {
        return java.util.Objects.requireNonNull(lane.node())
                .journal()
                .marks()
                .upstairs()
                .upto(SimNode.CLOUD, life);
    }

    @Test
    void one_lane_brings_up_what_it_wrote_and_all_know() {
        pass(10_000);
        assertFalse(allThere(), "it may come back any moment");

        pass(50_000);

        assertTrue(allThere());
        assertEquals(2, cloud.senders(life).size(), "the dead one, of which nothing arrived, and one other");
        assertEquals(SALES, knows(second));
        assertEquals(SALES, knows(third));
    }

    @Test
    void when_it_is_back_it_learns_what_was_stored_and_sends_none_of_it_again() {
        pass(60_000);

        first.start();
        pass(60_000);

        assertEquals(SALES, knows(first));
        assertEquals(0, cloud.ledger().again());
    }

    @Test
    void when_the_one_that_brings_it_up_dies_too_another_goes_on() {
        cloud.cutOff(SECOND);
        cloud.cutOff(THIRD);
        pass(40_000);
        assertEquals(2, cloud.senders(life).size());
        boolean secondDoes = cloud.senders(life).contains(SECOND);

        (secondDoes ? second : third).end(Ending.KILL);
        cloud.fine();
        pass(60_000);

        assertTrue(allThere());
        assertTrue(cloud.senders(life).contains(secondDoes ? THIRD : SECOND));
    }

    @Test
    void who_was_not_answered_before_the_dead_one_came_back_goes_on_with_its_own() {
        cloud.cutOff(SECOND);
        cloud.cutOff(THIRD);
        pass(60_000);
        boolean secondDoes = cloud.senders(life).contains(SECOND);
        MeshLane adopter = secondDoes ? second : third;
        cloud.fine();
        cloud.swallow();
        pass(120_000);
        first.start();
        pass(30_000);
        cloud.fine();

        Till till = adopter.till("till-2");
        till.connect();
        pass(2_000);
        till.ask(new Publish("inventory", "s", "{\"n\":7}"));
        pass(150_000);

        SimNode node = java.util.Objects.requireNonNull(adopter.node());
        assertEquals(1, node.committed());
        EntryId own = new EntryId(node.stream(), 1);
        assertTrue(cloud.ledger().has(own) || cloud.ledger().poisoned(own));
    }

    @Test
    void two_lanes_that_do_not_hear_each_other_both_do_it_and_nothing_is_doubled() {
        cables.split(Map.of(SECOND, 1, THIRD, 2));

        pass(120_000);

        assertTrue(allThere());
        assertEquals(Set.of(FIRST, SECOND, THIRD), cloud.senders(life));
        assertTrue(cloud.ledger().again() > 0, "that they both did it shows in what came again");
    }
}
