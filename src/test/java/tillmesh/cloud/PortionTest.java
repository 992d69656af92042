package tillmesh.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.sim.Dice;
import tillmesh.sim.InMemory;

/** A cloud that need not hear of everything, and that must hear of one thing at a time. */
class PortionTest {
    @TempDir(factory = InMemory.class)
    Path dir;

    private OneLane lane;
    private Picky cloud;

    @BeforeEach
    void open() {
        lane = new OneLane(dir);
        cloud = new Picky(lane.cloud("picky"));
    }

    @AfterEach
    void close() {
        lane.close();
    }

    /** Need not hear of what is idle, and of nothing from the first that is not ripe. */
    private static final class Picky implements Cloud {
        final ScriptedCloud inner;
        final Set<EntryId> unripe = new HashSet<>();
        int takenOver;

        Picky(ScriptedCloud inner) {
            this.inner = inner;
        }

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public boolean oneAtATime() {
            return true;
        }

        @Override
        public void takenOver() {
            takenOver++;
        }

        @Override
        public Portion portion(List<Entry> entries) {
            List<Entry> ripe = new ArrayList<>();
            Set<EntryId> idle = new HashSet<>();
            for (Entry entry : entries) {
                if (unripe.contains(entry.id())) {
                    break;
                }
                ripe.add(entry);
                if (entry.draft().payload().contains("idle")) {
                    idle.add(entry.id());
                }
            }
            return new Portion(ripe, idle);
        }

        @Override
        public void store(Batch batch, Consumer<Answer> answered) {
            inner.store(batch, answered);
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private List<EntryId> write(String... payloads) {
        List<EntryId> ids = new ArrayList<>();
        lane.loop.must(() -> {
            for (String payload : payloads) {
                ids.add(lane.journal
                        .append(OneLane.draft("\"" + payload + "\""))
                        .entry()
                        .id());
            }
        });
        lane.loop.settle();
        return ids;
    }

    private static String[] times(int count, String payload) {
        return java.util.Collections.nCopies(count, payload).toArray(new String[0]);
    }

    @Test
    void what_it_need_not_hear_of_counts_without_a_call() {
        write(times(900, "idle"));
        lane.upload(OneLane.AT_ONCE, cloud);
        lane.pass();

        assertEquals(900, lane.upto("picky"));
        assertEquals(0, cloud.inner.calls.size());
        assertEquals(1, cloud.takenOver);
    }

    @Test
    void what_it_must_hear_of_is_found_between_the_rest() {
        List<EntryId> ids = write("idle", "order", "idle", "idle", "order", "idle");
        lane.upload(OneLane.AT_ONCE, cloud);
        lane.pass();

        assertEquals(6, lane.upto("picky"));
        assertEquals(1, cloud.inner.calls.size());
        Batch batch = cloud.inner.calls.get(0);
        assertEquals(ids.get(1), batch.first());
        assertEquals(ids.get(4), batch.last());
        assertEquals(Set.of(ids.get(2), ids.get(3)), within(batch));
    }

    private static Set<EntryId> within(Batch batch) {
        Set<EntryId> idle = new HashSet<>(batch.idle());
        idle.retainAll(batch.entries().stream().map(Entry::id).toList());
        return idle;
    }

    @Test
    void what_may_not_go_yet_holds_up_what_is_behind_it_and_no_longer_than_that() {
        List<EntryId> ids = write("order", "order", "order");
        cloud.unripe.add(ids.get(1));
        lane.upload(OneLane.AT_ONCE, cloud);
        lane.pass();
        assertEquals(1, lane.upto("picky"));
        assertEquals(List.of(), lane.told, "nothing is wrong with the cloud");

        cloud.unripe.clear();
        lane.pass();
        assertEquals(3, lane.upto("picky"));
    }

    @Test
    void of_a_refused_batch_the_order_is_set_aside_and_never_what_lies_beside_it() {
        List<EntryId> ids = write("order", "idle", "idle", "order", "idle", "order", "idle");
        cloud.inner.poison.add(ids.get(3));
        lane.upload(OneLane.AT_ONCE, cloud);
        lane.pass();
        lane.pass();

        assertEquals(7, lane.upto("picky"));
        for (EntryId id : ids) {
            assertEquals(id.equals(ids.get(3)), lane.journal.marks().upstairs().refuses("picky", id), id::toString);
        }
        assertTrue(cloud.inner.ledger.keySet().containsAll(List.of(ids.get(0), ids.get(5))));
    }

    @Test
    void two_lives_of_a_lane_take_turns_and_never_go_at_once() {
        write(times(60, "order"));
        lane.close();
        lane = new OneLane(dir, new Dice(8));
        cloud = new Picky(lane.cloud("picky"));
        write(times(60, "order"));
        lane.upload(OneLane.AT_ONCE, cloud);
        lane.pass();

        assertEquals(120, cloud.inner.ledger.size());
        assertEquals(1, cloud.inner.mostUnderWay);
        assertFalse(cloud.inner.calls.isEmpty());
    }
}
