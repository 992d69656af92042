package tillmesh.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tillmesh.protocol.Notice.Lanes;
import tillmesh.protocol.Request.Publish;
import tillmesh.protocol.Request.Watch;
import tillmesh.protocol.Request.What;
import tillmesh.shop.LaneId;

/** A lane that is in the view and takes nothing any more, as one that is frozen, on virtual time. */
class SilentLaneTest {
    private static final LaneId FIRST = new LaneId("N1");
    private static final LaneId SECOND = new LaneId("N2");

    private final Agenda agenda = new Agenda();
    private final Heard heard = new Heard();
    private final Stage stage =
            new Stage(agenda, new Dice(1), new EventLog(agenda), new Sightings(), new Checkers(List.of(heard)));
    private final Cables cables = new Cables(stage, 2);
    private final MeshLane first = MeshLane.quiet(stage, FIRST, cables);
    private final MeshLane second = MeshLane.quiet(stage, SECOND, cables);
    private int published;

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    /** What watchers heard of the lanes last. */
    private static final class Heard implements Checker {
        @Nullable
        Lanes lanes;

        @Override
        public void told(Telling telling) {
            if (telling.notice() instanceof Lanes told) {
                lanes = told;
            }
        }

        String second() {
            return lanes == null
                    ? "nothing"
                    : lanes.lanes().stream()
                            .filter(lane -> lane.id().equals("N2"))
                            .map(lane -> lane.state() + " " + lane.entriesBehind())
                            .findFirst()
                            .orElse("unknown");
        }
    }

    private void pass(long millis) {
        long end = agenda.millis() + millis;
        while (agenda.next(end)) {
            // One thing after the other.
        }
    }

    private void sell(Till till) {
        till.ask(new Publish("inventory", "s", "{\"n\":" + ++published + "}"));
    }

    @Test
    void a_lane_that_takes_nothing_for_two_seconds_is_told_as_up_until_it_answers_again() {
        first.start();
        second.start();
        pass(20_000);
        Till till = first.till("till-1");
        till.connect();
        pass(2_000);
        till.askPlainly(new Watch(EnumSet.of(What.LANES)));
        sell(till);
        pass(2_000);
        assertEquals("here 0", heard.second());

        cables.quality(100, 0, 0);
        pass(60_000);
        assertEquals("here 0", heard.second(), "nothing is due, so nothing is known");
        sell(till);
        pass(1_500);
        assertEquals("here 1", heard.second());
        pass(2_000);
        assertEquals("up 1", heard.second());
        sell(till);
        pass(5_000);
        assertEquals("up 2", heard.second());

        cables.quality(0, 0, 0);
        pass(5_000);
        assertEquals("here 0", heard.second());
    }
}
