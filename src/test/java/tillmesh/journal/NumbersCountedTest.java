package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.entry.Draft;
import tillmesh.entry.Topics;
import tillmesh.shop.LaneId;
import tillmesh.shop.TicketRange;

class NumbersCountedTest {
    @TempDir
    Path dir;

    @Test
    void numbers_that_lanes_gave_of_their_own_are_no_damage_as_long_as_they_are_counted() throws Exception {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        TestLane.burst(journal, () -> {
            journal.append(ticket(3));
            journal.append(ticket(12_001));
            journal.append(ticket(12_002));
            journal.shop().putTicket("2026-11-21", "takeout", 3);
            journal.shop().putTicket("2026-11-21", TicketRange.series("takeout", new LaneId("L1")), 2);
        });
        journal.close();
        Journal again = lane.open();
        assertEquals("", again.story());
        TestLane.burst(again, () -> again.append(ticket(12_003)));
        again.close();

        Journal repaired = lane.open();

        assertTrue(repaired.story().contains("tickets do not fit"), repaired.story());
        repaired.close();
    }

    private static Draft ticket(long number) {
        String payload = "{\"orderType\":\"takeout\",\"day\":\"2026-11-21\",\"ticketNumber\":" + number + "}";
        return new Draft(Topics.TICKET_NUMBER, "takeout", null, number, null, "T1", null, payload);
    }
}
