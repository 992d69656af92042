package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.entry.Delivery;
import tillmesh.entry.Draft;
import tillmesh.entry.EntryId;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.shop.TableState;
import tillmesh.sim.Dice;

class JournalTest {
    @TempDir
    Path dir;

    @Test
    void what_was_committed_is_there_after_opening_again() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        Journal.Appended written = TestLane.append(journal, TestLane.event("{\"a\":1}"));
        journal.close();

        Journal again = lane.open();

        assertEquals("", again.story());
        assertEquals(written.entry(), again.entries().entry(written.id()));
        assertTrue(again.stream().incarnation() != journal.stream().incarnation());
        again.close();
    }

    @Test
    void every_projection_is_there_after_opening_again() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        OrderHead order = new OrderHead("Order 1", 1, 1, 7, false, "draft", 2, "T1", 5);
        OpRow op = new OpRow("T1", "op-1", 5, "SaveOrder", 1L, 1L);
        TableState table = new TableState(7, "occupied", "Order 1", "T1", 5);
        LeaseRow lease = new LeaseRow("ORDER", "Order 1", "T1", 3, "cashier", "Ann", "0a", 5);
        TestLane.burst(journal, () -> {
            journal.append(new Draft("order.snapshot", "Order 1", null, 1, null, "T1", "op-1", "{}"));
            journal.shop().putOrder(order);
            journal.shop().putOp(op);
            journal.shop().putTable(table, 1);
            journal.shop().putLease(lease);
            journal.shop().putTicket("2026-11-21", "dine_in", 4);
        });
        journal.close();

        Journal again = lane.open();

        assertEquals("", again.story());
        assertEquals(Optional.of(order), again.shop().order("Order 1"));
        assertEquals(List.of(order), again.shop().openOrders());
        assertEquals(Optional.of(op), again.shop().op("T1", "op-1"));
        assertEquals(List.of(op), again.shop().newestOps("T1", 5));
        assertEquals(Optional.of(table), again.shop().table(7));
        assertEquals(List.of(table), again.shop().tables());
        assertEquals(List.of(lease), again.shop().leases());
        assertEquals(4, again.shop().ticket("2026-11-21", "dine_in"));
        assertEquals(Delivery.PENDING, again.marks().delivery(again.entries().idOf(1)));
        assertEquals(1, again.entries().newest(5).size());
        assertEquals(1, again.entries().after(0, 5).size());
        again.close();
    }

    @Test
    void marks_move_delivery_forward() {
        TestLane lane = new TestLane(dir);
        Journal journal = lane.open();
        EntryId first = TestLane.append(journal, TestLane.event("{}")).entry().id();
        EntryId second = TestLane.append(journal, TestLane.event("{}")).entry().id();

        TestLane.burst(journal, () -> journal.marks().require(List.of("odoo"), 1));
        TestLane.burst(journal, () -> journal.marks().peers().kept("s2", "L2", second, 9));
        TestLane.burst(journal, () -> journal.marks().cloudStored("odoo", first, 9));

        assertEquals(Delivery.CLOUD_ACK, journal.marks().delivery(first));
        assertEquals(Delivery.PEER_ACK, journal.marks().delivery(second));
        assertEquals(new Marks.Counts(0, 1, 1, 0, null), journal.marks().counts(journal.stream(), journal.lastSeq()));
        journal.close();
    }

    @Test
    void a_full_database_refuses_each_time_it_is_asked_and_keeps_what_it_has() {
        JournalLimits tiny = new JournalLimits(1L << 20, 1L << 20, 0, 0, Duration.ofDays(30));
        TestLane lane = new TestLane(dir, tiny, new Dice(1));
        Journal journal = lane.open();
        String large = "\"" + "x".repeat(50_000) + "\"";
        List<Long> kept = new ArrayList<>();

        for (int time = 0; time < 3; time++) {
            Fault full = assertThrows(Fault.class, () -> {
                while (true) {
                    kept.add(TestLane.append(journal, TestLane.event(large)).id());
                }
            });
            assertEquals(Remedy.RETRY, full.remedy());
            // A second later it tries again.
            journal.tidying().tick();
        }

        assertEquals(kept.size(), journal.entries().after(0, 1_000).size());
        journal.close();
        assertEquals(kept.size(), lane.open().entries().after(0, 1_000).size());
    }
}
