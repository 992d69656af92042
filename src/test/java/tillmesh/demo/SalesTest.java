package tillmesh.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the demo's terminal claims about sales. */
class SalesTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Sales sales =
            new Sales(new Teller(new PrintStream(said, true, StandardCharsets.UTF_8), false), List.of("L1", "L2"));

    @Test
    void a_sale_is_called_safe_only_when_its_lane_said_so() {
        sales.company("L2", "L1,L2");
        paid("a", 1);
        sales.look(2 * SECOND);
        assertEquals("", told());

        sales.look(3 * SECOND);
        assertTrue(told().contains("L2 sold 3.40: on its disk at once, and only there"), told());
        assertEquals(1L, sales.sum(3 * SECOND).lonely().get("L2"));

        state("a", "peer_ack", "[\"L2\",\"L1\"]", 21);
        sales.look(22 * SECOND);
        assertTrue(told().contains("L2: what was only there (1 sales) is safe on L1 now; the first had waited 20 s"));
        assertEquals(0L, sales.sum(22 * SECOND).lonely().get("L2"));
    }

    @Test
    void a_sale_that_turned_unsafe_again_is_not_told_as_safe() {
        sales.company("L2", "L1,L2");
        paid("a", 1);
        state("a", "peer_ack", "[\"L2\",\"L1\"]", 1);
        state("a", "pending", "[\"L2\"]", 1);
        sales.look(3 * SECOND);

        assertTrue(told().contains("only there"), told());
    }

    @Test
    void one_sale_of_a_lane_is_told_and_the_next_when_it_hears_others() {
        sales.company("L2", "L1,L2");
        paid("a", 1);
        state("a", "peer_ack", "[\"L2\",\"L1\"]", 1);
        sales.look(2 * SECOND);
        paid("b", 3);
        state("b", "peer_ack", "[\"L2\",\"L1\"]", 3);
        sales.look(4 * SECOND);
        assertEquals(1, told().lines().count(), told());

        sales.company("L2", "L2");
        paid("c", 5);
        state("c", "peer_ack", "[\"L2\",\"L1\"]", 5);
        sales.look(6 * SECOND);
        assertEquals(2, told().lines().count(), told());
        assertTrue(told().contains("L2 sold 3.40: on its disk at once, safe on L1 after 0.0 ms"), told());
    }

    @Test
    void what_was_not_acknowledged_is_not_counted_as_sold() {
        sales.paying("L2", "a", 340);
        sales.unanswered("L2", "a");
        sales.paid("L2", "a", SECOND);

        assertEquals(0, sales.sum(2 * SECOND).sold());
        assertEquals(0, sales.sum(2 * SECOND).cents());
    }

    private void paid(String opId, long second) {
        sales.paying("L2", opId, 340);
        sales.paid("L2", opId, second * SECOND);
    }

    private void state(String opId, String state, String copies, long second) {
        sales.heard(
                "L2",
                "{\"type\":\"SALE_STATE\",\"opId\":\"" + opId + "\",\"state\":\"" + state + "\",\"copies\":" + copies
                        + "}",
                second * SECOND);
    }

    private String told() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
