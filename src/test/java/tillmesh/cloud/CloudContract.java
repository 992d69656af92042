package tillmesh.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.far.ExpiredServer;
import tillmesh.far.Mishap;
import tillmesh.journal.Upstairs;
import tillmesh.sim.Dice;
import tillmesh.sim.InMemory;

/**
 * What every adapter owes: whatever happens on the way, each entry is in the far ledger once, or is set aside with a reason. The
 * journal and the uploader are those of production, on virtual time; adapter, sockets and far side are real.
 */
public abstract class CloudContract {
    private static final long HOUR = 3_600_000;
    private static final int SOLD = 40;

    /** In memory where that can be had: what a disk does with a flush is the matter of other tests. */
    @TempDir(factory = InMemory.class)
    protected Path dir;

    private final Map<EntryId, String> shown = new LinkedHashMap<>();
    private FarSide far;
    private OneLane lane;
    private Cloud cloud;

    /** Opens the far side, with nothing in it. */
    protected abstract FarSide open() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        far = open();
        lane = new OneLane(dir);
        cloud = far.adapter(far.front().url(), lane);
    }

    @AfterEach
    void end() {
        lane.close();
        cloud.close();
        far.close();
    }

    private void sell(int count) {
        List<EntryId> ids = far.sell(lane, count);
        lane.loop.must(() -> ids.forEach(id -> {
            Entry entry = lane.journal.entries().entry(lane.journal.entries().numberOf(id));
            shown.put(id, far.shows(entry));
        }));
        lane.loop.settle();
    }

    private void upload() {
        lane.upload(OneLane.AT_ONCE, new Awaited(cloud));
    }

    /** Lets time pass until all is up, or for so long. */
    private void pass(long most) {
        for (long passed = 0; passed < most && !allUp(); passed += 5_000) {
            lane.loop.pass(5_000);
        }
    }

    /** Whether each entry, of whatever life, is up or set aside. */
    private boolean allUp() {
        Upstairs upstairs = lane.journal.marks().upstairs();
        return shown.keySet().stream().allMatch(id -> upstairs.upto(cloud.name(), id.stream()) >= id.seq());
    }

    private Set<EntryId> aside() {
        Set<EntryId> open = new TreeSet<>(java.util.Comparator.comparing(EntryId::toString));
        Upstairs upstairs = lane.journal.marks().upstairs();
        for (EntryId id : shown.keySet()) {
            upstairs.open(cloud.name(), id).ifPresent(refused -> open.add(id));
        }
        return open;
    }

    /** Each entry is there once, as it was written, except what is set aside. */
    private void assertThere(Set<EntryId> except) {
        List<String> expected = new ArrayList<>();
        shown.forEach((id, row) -> {
            if (!except.contains(id)) {
                expected.add(row);
            }
        });
        assertEquals(
                expected.stream().sorted().toList(),
                far.ledger().stream().sorted().toList());
    }

    private void assertAllThere() {
        pass(6 * HOUR);
        assertEquals(Set.of(), aside(), lane.told::toString);
        assertThere(Set.of());
        assertTrue(allUp());
    }

    /** One lane for all of them, so that they take seconds and not minutes; each has entries of its own to bring up. */
    @TestFactory
    Stream<DynamicTest> nothing_is_lost_doubled_or_set_aside() {
        upload();
        return Mishaps.PASSING.keySet().stream()
                .map(what -> DynamicTest.dynamicTest(what, () -> {
                    far.front().mishap =
                            Mishap.times(2, Mishaps.PASSING.get(what).apply(far));
                    sell(SOLD);

                    assertAllThere();
                }));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 422})
    void what_is_refused_by_mistake_is_set_aside_at_worst_and_arrives_when_somebody_sends_it_again(int status) {
        sell(SOLD);
        far.front().mishap = Mishap.times(3, Mishap.status(status, Mishaps.WORDS));

        upload();
        pass(HOUR);

        Set<EntryId> aside = aside();
        assertThere(aside);
        assertTrue(aside.size() <= 3, aside::toString);
        for (EntryId id : aside) {
            lane.loop.must(() -> assertTrue(lane.uploader.again(cloud.name(), id)));
        }
        lane.loop.pass(60_000);
        assertThere(Set.of());
    }

    @Test
    void one_entry_that_cannot_be_stored_is_set_aside_alone_and_holds_up_nothing() {
        sell(3 * SOLD);
        EntryId poison = List.copyOf(shown.keySet()).get(77);
        far.poison(poison);

        upload();
        pass(HOUR);

        assertEquals(Set.of(poison), aside(), lane.told::toString);
        assertThere(Set.of(poison));
        assertTrue(allUp());
    }

    /** How long the far side is closed, in minutes. */
    protected int maintenance() {
        return 60;
    }

    @Test
    void an_hour_of_maintenance_is_waited_for_without_haste_and_made_up_for_at_once() {
        far.front().mishap = Mishap.status(503, Mishaps.WORDS, "0");
        upload();
        for (int minute = 0; minute < maintenance(); minute++) {
            sell(5);
            lane.loop.pass(60_000);
        }
        assertEquals(List.of(), far.ledger());
        int calls = far.front().calls.get();
        assertTrue(
                calls > maintenance() && calls < (20 + 2 * maintenance()) * far.callsOfAnAttempt(), calls + " calls");

        far.front().mishap = Mishap.NONE;
        pass(120_000);

        assertAllThere();
    }

    @Test
    void a_key_that_is_no_longer_good_stops_the_queue_until_the_lane_has_the_new_one() {
        sell(SOLD);
        far.rotateKey();
        upload();
        lane.loop.pass(HOUR / 6);
        assertEquals(List.of(), far.ledger());
        assertEquals(Set.of(), aside());
        assertTrue(lane.told.toString().contains(far.saysOfAnOldKey()), lane.told::toString);

        again(far.front().url(), 8);

        assertAllThere();
    }

    /** The node is started again. @param life of which this is the dice */
    private void again(String url, int life) {
        lane.close();
        cloud.close();
        lane = new OneLane(dir, new Dice(life));
        cloud = far.adapter(url, lane);
        upload();
    }

    @Test
    void a_schema_that_was_changed_stops_the_queue_until_it_is_put_right() {
        sell(SOLD);
        Runnable putRight = far.drift();
        try {
            upload();
            lane.loop.pass(HOUR / 6);
            assertEquals(Set.of(), aside(), lane.told::toString);
        } finally {
            putRight.run();
        }

        assertAllThere();
    }

    @Test
    void an_address_that_does_not_answer_or_has_an_old_certificate_is_waited_for() throws Exception {
        sell(SOLD);
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort());
                ExpiredServer old = new ExpiredServer(dir).trust()) {
            again("http://127.0.0.1:" + full.getLocalPort(), 8);
            lane.loop.pass(10_000);
            assertTrue(lane.told.toString().contains("it does not answer"), lane.told + " " + first + second);
            again(old.url(), 9);
            lane.loop.pass(10_000);
            assertTrue(lane.told.toString().contains("its certificate has run out"), lane.told::toString);
        }
        again("http://127.0.0.1:1", 10);
        lane.loop.pass(10_000);
        again(far.front().url(), 11);

        assertAllThere();
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void a_day_on_which_everything_happens_at_once_ends_with_everything_there(long seed) {
        Dice dice = new Dice(seed);
        List<Mishap> all = Mishaps.PASSING.keySet().stream()
                // One entry that is too large by itself is set aside, and so it should be.
                .filter(what -> !what.startsWith("413"))
                .map(what -> Mishaps.PASSING.get(what).apply(far))
                .toList();
        far.front().mishap = (exchange, call, front) ->
                (dice.nextInt(3) == 0 ? Mishap.NONE : all.get(dice.nextInt(all.size()))).play(exchange, call, front);
        upload();
        for (int portion = 0; portion < 10; portion++) {
            sell(1 + dice.nextInt(60));
            lane.loop.pass(1_000L * dice.nextInt(120));
        }
        far.front().mishap = Mishap.NONE;

        assertAllThere();
    }
}
