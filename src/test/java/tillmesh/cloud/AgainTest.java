package tillmesh.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.entry.EntryId;

class AgainTest {
    @TempDir
    Path dir;

    private OneLane lane;
    private ScriptedCloud cloud;
    private EntryId refused;

    /** Five entries are upstairs, but the third. */
    @BeforeEach
    void open() {
        lane = new OneLane(dir);
        cloud = lane.cloud("odoo");
        refused = lane.write(5).get(2);
        cloud.poison.add(refused);
        lane.upload(OneLane.AT_ONCE, cloud);
        lane.pass();
        assertEquals(4, cloud.ledger.size());
        lane.told.clear();
        cloud.calls.clear();
    }

    @AfterEach
    void close() {
        lane.close();
    }

    private void again() {
        lane.loop.must(() -> assertTrue(lane.uploader.again("odoo", refused)));
        lane.loop.settle();
    }

    private int tries() {
        return lane.journal.marks().upstairs().tries("odoo", refused);
    }

    @Test
    void what_is_taken_the_second_time_is_told_once_and_not_sent_a_third_time() {
        cloud.poison.clear();

        again();
        lane.loop.pass(60_000);

        assertEquals(List.of("stored: " + refused), lane.told);
        assertEquals(1, cloud.calls.size());
        assertTrue(cloud.ledger.containsKey(refused));
    }

    @Test
    void what_is_refused_again_counts_its_tries_and_waits_for_a_person() {
        int before = tries();

        again();
        lane.loop.pass(60_000);

        assertEquals(before + 1, tries());
        assertEquals(1, cloud.calls.size());
        assertEquals(List.of(), lane.told);
        assertTrue(lane.journal.marks().upstairs().open("odoo", refused).isPresent());
    }

    @Test
    void what_is_asked_for_while_the_cloud_is_down_is_sent_when_it_is_back() {
        cloud.spoil = answer -> Answer.Failed.of(Trouble.UNKNOWN, "it does not answer");
        again();
        lane.loop.pass(120_000);
        assertFalse(cloud.calls.isEmpty());
        assertEquals(List.of("down: it does not answer"), lane.told);

        cloud.poison.clear();
        cloud.spoil = answer -> answer;
        lane.loop.pass(120_000);

        assertTrue(lane.told.contains("stored: " + refused), lane.told::toString);
    }

    @Test
    void an_answer_that_never_comes_holds_up_neither_it_nor_others() {
        cloud.poison.clear();
        cloud.takes = 10 * Flight.ANSWER_MOST_MILLIS;
        again();
        lane.loop.pass(2_000);
        cloud.takes = 20;

        List<EntryId> younger = lane.write(3);
        lane.pass();
        assertTrue(cloud.ledger.keySet().containsAll(younger));
        lane.loop.pass(3 * Flight.ANSWER_MOST_MILLIS);

        assertTrue(lane.told.contains("stored: " + refused), lane.told::toString);
    }

    @Test
    void a_receipt_that_the_disk_does_not_take_is_fetched_again() {
        cloud.poison.clear();
        lane.failing = true;
        again();
        lane.loop.pass(5_000);
        lane.failing = false;
        again();
        lane.loop.pass(5_000);

        assertTrue(lane.told.contains("stored: " + refused), lane.told::toString);
    }

    @Test
    void nothing_is_sent_that_is_not_set_aside() {
        lane.loop.must(() -> lane.uploader.again("odoo", new EntryId(refused.stream(), 1)));
        lane.loop.must(() -> assertFalse(lane.uploader.again("another", refused)));
        lane.loop.pass(60_000);

        assertEquals(List.of(), cloud.calls);
    }
}
