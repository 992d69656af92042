package tillmesh.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tillmesh.entry.Draft;
import tillmesh.entry.Topics;
import tillmesh.journal.OrderHead;
import tillmesh.protocol.Notice.OrderFinalizeError;
import tillmesh.protocol.Notice.OrderFinalized;
import tillmesh.protocol.Request.FinalizeOrder;
import tillmesh.shop.LaneId;
import tillmesh.shop.OrderRef;
import tillmesh.shop.OrderSnapshot;

/** Three lanes and a back office that books paid orders, on virtual time. */
class FinalisingTest {
    private static final LaneId FIRST = new LaneId("N1");
    private static final LaneId SECOND = new LaneId("N2");
    private static final List<LaneId> LANES = List.of(FIRST, SECOND, new LaneId("N3"));
    private static final OrderRef ORDER = new OrderRef("R1");

    private final Agenda agenda = new Agenda();
    private final List<String> told = new ArrayList<>();
    private final Stage stage =
            new Stage(agenda, new Dice(1), new EventLog(agenda), new Sightings(), new Checkers(List.of(new Ear())));
    private final Cables cables = new Cables(stage, 3);
    private final SimOffice office = new SimOffice(stage);
    private final Map<LaneId, MeshLane> lanes = new LinkedHashMap<>();
    private Till here;
    private Till there;

    /** What screens hear of orders that are to be booked. */
    private final class Ear implements Checker {
        @Override
        public void told(Telling telling) {
            if (telling.notice() instanceof OrderFinalized done) {
                told.add(telling.device() + " " + done.orderId());
            } else if (telling.notice() instanceof OrderFinalizeError error) {
                told.add(telling.device() + " again " + error.retryable());
            }
        }
    }

    @BeforeEach
    void start() {
        LANES.forEach(
                lane -> lanes.put(lane, MeshLane.quiet(stage, lane, cables).with(office)));
        lanes.values().forEach(MeshLane::start);
        pass(30_000);
        here = till(FIRST, "here");
        there = till(SECOND, "there");
        pass(2_000);
    }

    @AfterEach
    void close() {
        lanes.values().forEach(MeshLane::close);
    }

    private Till till(LaneId lane, String device) {
        Till till = lanes.get(lane).till(device);
        till.connect();
        return till;
    }

    private void pass(long millis) {
        long end = agenda.millis() + millis;
        while (agenda.next(end)) {
            // One thing after the other.
        }
    }

    private static FinalizeOrder finalise() {
        return new FinalizeOrder(
                ORDER, new OrderSnapshot("{\"status\":\"paid\",\"lines\":[]}", null, true, "paid", 0), 3);
    }

    /** The newest version on each lane that is there. */
    private List<String> heads() {
        List<String> heads = new ArrayList<>();
        for (MeshLane lane : lanes.values()) {
            SimNode node = lane.node();
            if (node != null) {
                OrderHead head = node.journal().shop().order(ORDER.text()).orElseThrow();
                Draft draft = node.journal().entries().entry(head.entry()).draft();
                heads.add(draft.topic() + " " + head.version());
            }
        }
        return heads;
    }

    private void assertBooked(int version) {
        String booked = Topics.ORDER_FINALIZED + " " + version;
        assertEquals(List.of(booked, booked, booked), heads());
    }

    @Test
    void a_sale_is_booked_by_one_call_and_all_lanes_know() {
        here.ask(finalise());
        pass(5_000);

        assertEquals(List.of("here 4711"), told);
        assertEquals(1, office.calls());
        assertBooked(2);
    }

    @Test
    void two_lanes_that_are_asked_for_one_order_make_one_call_and_both_tills_hear() {
        office.takes(4_000);
        here.ask(finalise());
        pass(1_000);
        there.ask(finalise());
        pass(10_000);

        assertEquals(List.of("here 4711", "there 4711"), told.stream().sorted().toList());
        assertEquals(1, office.calls());
        assertBooked(2);
    }

    @Test
    void a_lane_that_is_cut_off_from_the_others_books_all_the_same() {
        cables.split(Map.of(FIRST, 1));
        pass(30_000);
        here.ask(finalise());
        pass(10_000);
        assertEquals(List.of("here 4711"), told);

        cables.heal();
        pass(30_000);
        assertBooked(2);
    }

    @Test
    void a_till_does_not_wait_longer_than_its_patience_and_what_comes_later_is_kept() {
        office.takes(40_000);
        here.ask(finalise());
        pass(16_000);
        assertEquals(List.of("here again true"), told);
        here.ask(finalise());
        pass(40_000);

        assertEquals(List.of("here again true", "here again true"), told);
        here.ask(finalise());
        pass(2_000);
        assertEquals("here 4711", told.get(told.size() - 1));
        assertEquals(1, office.calls());
        assertBooked(2);
    }

    @Test
    void when_the_lane_that_is_at_it_dies_the_other_till_is_told_and_asks_again() {
        office.takes(8_000);
        here.ask(finalise());
        pass(3_000);
        there.ask(finalise());
        pass(1_000);
        lanes.get(FIRST).end(Ending.KILL);
        pass(20_000);
        assertEquals(List.of("there again true"), told);

        there.ask(finalise());
        pass(30_000);
        assertEquals("there 4711", told.get(told.size() - 1));
        assertEquals(4_711, office.number("R1"));
        Objects.requireNonNull(lanes.get(FIRST)).start();
        pass(60_000);
        assertBooked(2);
    }

    @Test
    void an_office_that_is_away_is_asked_again_when_the_till_does() {
        office.cutOff(FIRST);
        here.ask(finalise());
        pass(5_000);
        assertEquals(List.of("here again true"), told);
        assertEquals(Topics.ORDER_PAID + " 1", heads().get(0));

        there.ask(finalise());
        pass(5_000);
        assertEquals("there 4711", told.get(1));
        assertEquals(1, office.mostAtOnce());
        assertBooked(2);
    }
}
