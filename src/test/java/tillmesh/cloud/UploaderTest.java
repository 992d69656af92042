package tillmesh.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.entry.Delivery;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.sim.Dice;

class UploaderTest {
    @TempDir
    Path dir;

    private OneLane lane;
    private ScriptedCloud cloud;

    @BeforeEach
    void open() {
        lane = new OneLane(dir);
        cloud = lane.cloud("odoo");
    }

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void what_a_lane_writes_is_in_the_cloud_once_and_in_order() {
        lane.upload(OneLane.AT_ONCE, cloud);

        List<EntryId> ids = lane.write(700);
        lane.pass();

        assertEquals(ids, List.copyOf(cloud.ledger.keySet()));
        assertEquals(0, cloud.again);
        assertEquals(1, cloud.mostUnderWay);
        assertEquals(Delivery.CLOUD_ACK, lane.journal.marks().delivery(ids.get(699)));
    }

    @Test
    void earlier_lives_go_up_before_this_one() {
        List<EntryId> ids = new ArrayList<>(lane.write(70));
        lane.close();
        lane = new OneLane(dir, new Dice(8));
        cloud = lane.cloud("odoo");
        ids.addAll(lane.write(70));

        lane.upload(OneLane.AT_ONCE, cloud);
        lane.pass();

        assertEquals(ids, List.copyOf(cloud.ledger.keySet()));
    }

    @Test
    void an_entry_that_no_other_lane_has_waits_for_the_grace() {
        lane.upload(new CloudRules(Duration.ofSeconds(5), Duration.ofSeconds(60)), cloud);
        lane.loop.pass(6_000);
        List<EntryId> ids = lane.write(2);
        EntryId first = ids.get(0);

        lane.loop.must(() -> lane.journal.marks().peers().kept("disk-2", "L2", first, 5));
        lane.loop.pass(1_000);
        assertEquals(1, lane.upto("odoo"));

        lane.loop.pass(3_700);
        assertEquals(1, lane.upto("odoo"));
        lane.loop.pass(1_000);
        assertEquals(2, lane.upto("odoo"));
    }

    @Test
    void an_answer_that_does_not_name_what_was_sent_moves_no_mark() {
        List<EntryId> ids = lane.write(3);
        EntryId foreign = new EntryId(lane.journal.stream(), 99);
        Hash otherHash = Hash.ZERO;
        List<Answer> lies = List.of(
                new Answer.Named(Set.of(), Map.of()),
                new Answer.Named(Set.of(ids.get(0), ids.get(1), ids.get(2), foreign), Map.of()),
                new Answer.Named(Set.of(foreign), Map.of()),
                new Answer.Named(Set.of(ids.get(1), ids.get(2)), Map.of()),
                new Answer.Named(Set.copyOf(ids), Map.of(ids.get(0), "both")),
                new Answer.Counted(2, lastHash()),
                new Answer.Counted(3, otherHash),
                Answer.Failed.of(Trouble.UNKNOWN, "it answered with a page"));
        lane.upload(OneLane.AT_ONCE, cloud);
        for (Answer lie : lies) {
            cloud.spoil = truth -> lie;
            int before = cloud.calls.size();
            lane.loop.pass(70_000);
            assertTrue(cloud.calls.size() > before, () -> "not tried again after " + lie);
            assertEquals(0, lane.upto("odoo"), lie::toString);
        }

        cloud.spoil = truth -> new Answer.Counted(3, lastHash());
        lane.loop.pass(70_000);

        assertEquals(3, lane.upto("odoo"));
    }

    private Hash lastHash() {
        return lane.journal.entries().entry(lane.journal.lastId()).hash();
    }

    @Test
    void a_receipt_for_the_first_half_counts_for_that_half() {
        List<EntryId> ids = lane.write(10);
        cloud.spoil = truth -> new Answer.Named(Set.copyOf(ids.subList(0, 5)), Map.of());
        lane.upload(OneLane.AT_ONCE, cloud);

        lane.loop.pass(275);
        assertEquals(5, lane.upto("odoo"));

        cloud.spoil = truth -> truth;
        lane.pass();
        assertEquals(10, lane.upto("odoo"));
    }

    @Test
    void a_poisoned_entry_is_found_in_log_n_calls_and_the_others_are_stored() {
        Dice.throwing(12, dice -> {
            try (OneLane one = new OneLane(dir.resolve("seed" + dice.seed()), dice)) {
                ScriptedCloud far = one.cloud("odoo");
                int size = dice.between(1, Pace.FIRST);
                List<EntryId> ids = one.write(size);
                EntryId bad = dice.oneOf(ids);
                far.poison.add(bad);

                one.upload(OneLane.AT_ONCE, far);
                one.pass();

                Set<EntryId> good = new HashSet<>(ids);
                good.remove(bad);
                assertEquals(good, far.ledger.keySet());
                assertEquals(Delivery.SET_ASIDE, one.journal.marks().delivery(bad));
                assertEquals("no such product", one.journal.marks().reason(bad).orElseThrow());
                assertEquals(size, one.upto("odoo"));
                int found = lastCallWith(far, bad);
                int log = 32 - Integer.numberOfLeadingZeros(size - 1);
                assertTrue(found <= log, () -> found + " more calls with it among " + size);
            }
        });
    }

    /** How many calls came after the first until the last one that had it. */
    private static int lastCallWith(ScriptedCloud far, EntryId bad) {
        int last = 0;
        for (int i = 0; i < far.calls.size(); i++) {
            if (far.calls.get(i).entries().stream().anyMatch(entry -> entry.id().equals(bad))) {
                last = i;
            }
        }
        return last;
    }

    @Test
    void many_poisoned_entries_do_not_stop_the_others() {
        List<EntryId> ids = lane.write(400);
        for (int i = 0; i < 400; i += 37) {
            cloud.poison.add(ids.get(i));
        }

        lane.upload(OneLane.AT_ONCE, cloud);
        lane.loop.pass(20_000);

        assertEquals(400 - cloud.poison.size(), cloud.ledger.size());
        cloud.poison.forEach(
                bad -> assertEquals(Delivery.SET_ASIDE, lane.journal.marks().delivery(bad)));
    }

    @Test
    void a_cloud_that_refuses_everything_is_given_time() {
        lane.write(300);
        cloud.spoil = truth -> Answer.Failed.of(Trouble.REFUSED, "column does not exist");

        lane.upload(OneLane.AT_ONCE, cloud);
        lane.loop.pass(60_000);

        long aside = lane.upto("odoo");
        assertTrue(aside <= Outgoing.ASIDE_MOST + 3, aside + " set aside within a minute");
        assertTrue(lane.told.contains("down: it refuses one entry after the other"), lane.told::toString);
        cloud.spoil = truth -> truth;
        lane.loop.pass(Breaker.SLOW_MOST_MILLIS + 60_000);
        assertEquals(300, lane.upto("odoo"));
    }

    @Test
    void a_batch_that_is_too_large_is_made_smaller_until_it_fits() {
        List<EntryId> ids = lane.write(50);
        lane.upload(OneLane.AT_ONCE, cloud);
        UnaryOperator<Answer> gateway = truth -> {
            Batch batch = cloud.calls.get(cloud.calls.size() - 1);
            return batch.size() > 7 ? Answer.Failed.of(Trouble.TOO_LARGE, "413") : truth;
        };
        cloud.spoil = gateway;

        lane.pass();

        assertEquals(ids.size(), lane.upto("odoo"));
        assertEquals(Set.copyOf(ids), cloud.ledger.keySet());
        assertTrue(lane.told.isEmpty(), lane.told::toString);
    }

    @Test
    void an_entry_that_is_too_large_by_itself_is_set_aside() {
        List<EntryId> ids = lane.write(3);
        lane.upload(OneLane.AT_ONCE, cloud);
        cloud.spoil = truth -> {
            Batch batch = cloud.calls.get(cloud.calls.size() - 1);
            boolean in = batch.entries().stream().anyMatch(entry -> entry.id().equals(ids.get(1)));
            return in ? Answer.Failed.of(Trouble.TOO_LARGE, "413") : truth;
        };

        lane.pass();

        assertEquals(3, lane.upto("odoo"));
        assertEquals(Delivery.SET_ASIDE, lane.journal.marks().delivery(ids.get(1)));
        assertEquals(Delivery.CLOUD_ACK, lane.journal.marks().delivery(ids.get(2)));
    }

    @Test
    void several_clouds_do_not_wait_for_each_other() {
        ScriptedCloud other = lane.cloud("supabase");
        other.spoil = truth -> Answer.Failed.of(Trouble.UNKNOWN, "it is down");
        lane.upload(OneLane.AT_ONCE, cloud, other);

        List<EntryId> ids = lane.write(200);
        lane.pass();
        assertEquals(200, lane.upto("odoo"));
        assertEquals(Delivery.PENDING, lane.journal.marks().delivery(ids.get(0)));

        other.spoil = truth -> truth;
        lane.loop.pass(2 * Breaker.MOST_MILLIS);
        assertEquals(Delivery.CLOUD_ACK, lane.journal.marks().delivery(ids.get(199)));
    }

    @Test
    void a_receipt_that_the_disk_does_not_take_is_asked_for_again() {
        List<EntryId> ids = lane.write(5);
        lane.upload(OneLane.AT_ONCE, cloud);
        lane.failing = true;
        lane.loop.pass(1_000);
        assertEquals(0, lane.upto("odoo"));

        lane.failing = false;
        lane.pass();

        assertEquals(5, lane.upto("odoo"));
        assertEquals(Set.copyOf(ids), cloud.ledger.keySet());
    }

    @Test
    void a_probe_whose_receipt_the_disk_does_not_take_is_followed_by_another() {
        lane.write(5);
        cloud.spoil = truth -> Answer.Failed.of(Trouble.UNKNOWN, "it is down");
        lane.upload(OneLane.AT_ONCE, cloud);
        lane.loop.pass(2_000);
        cloud.spoil = truth -> truth;
        cloud.takes = 1_000;
        while (cloud.underWay == 0) {
            lane.loop.pass(100);
        }
        lane.failing = true;
        lane.loop.pass(2_000);
        assertEquals(0, cloud.underWay);
        assertEquals(0, lane.upto("odoo"));

        lane.failing = false;
        lane.loop.pass(2 * Breaker.MOST_MILLIS);

        assertEquals(5, lane.upto("odoo"));
    }

    @Test
    void what_another_lane_was_told_is_not_sent_again() {
        List<EntryId> ids = lane.write(60);
        lane.loop.must(() -> lane.journal.marks().cloudStored("odoo", ids.get(39), 5));

        lane.upload(OneLane.AT_ONCE, cloud);
        lane.pass();

        assertEquals(Set.copyOf(ids.subList(40, 60)), cloud.ledger.keySet());
        assertEquals(60, lane.upto("odoo"));
    }
}
