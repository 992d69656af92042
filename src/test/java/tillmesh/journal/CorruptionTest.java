package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.desk.Projections;
import tillmesh.fault.Fault;
import tillmesh.sim.Dice;

/** Damages a lane's files at random places: each time that must be harmless or noticed, and never a wrong sale served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorruptionTest {
    private static final Logger LOG = LoggerFactory.getLogger(CorruptionTest.class);
    /** Cases of each kind; the full campaign is {@code -Dtillmesh.runs=1000}. */
    private static final int RUNS = 100;

    private Path root = Path.of("");
    private Path closed = Path.of("");
    private Path running = Path.of("");
    private LaneState closedTruth;
    private LaneState runningTruth;
    private int harmless;
    private int repaired;
    private int refused;

    @BeforeAll
    void write_a_lane() throws Exception {
        // In memory where the system offers it: a thousand flushes are no part of the question.
        Path memory = Path.of("/dev/shm");
        root = Files.isWritable(memory) ? Files.createTempDirectory(memory, "lane") : Files.createTempDirectory("lane");
        closed = root.resolve("closed");
        running = root.resolve("running");
        TestLane lane = new TestLane(root.resolve("written"), TestLane.SMALL, new Dice(7));
        WrittenLane written = new WrittenLane(lane);
        written.life(60);
        written.life(60);
        Journal journal = lane.open();
        written.write(journal, 60);
        closedTruth = LaneState.of(journal);
        journal.close();
        WrittenLane.leave(journal, lane, closed);
        journal = lane.open();
        written.write(journal, 60);
        WrittenLane.foldHalf(lane);
        written.write(journal, 40);
        WrittenLane.leave(journal, lane, running);
        runningTruth = LaneState.of(journal);
        journal.close();
    }

    @AfterAll
    void sweep() throws Exception {
        try (var files = Files.walk(root)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What is done to the files of one case. */
    private interface Damage {
        void to(Path dir, Dice dice) throws Exception;
    }

    @Test
    void an_undamaged_lane_opens_without_a_word() {
        tell(1, (dir, dice) -> {});

        assertEquals(0, repaired + refused);
    }

    @Test
    void a_log_cut_anywhere_is_harmless_or_noticed() {
        tell(RUNS, (dir, dice) -> cut(dir.resolve("tillmesh.db-wal"), dice));
    }

    @Test
    void a_database_cut_anywhere_is_harmless_or_noticed() {
        tell(RUNS, (dir, dice) -> cut(dir.resolve("tillmesh.db"), dice));
    }

    @Test
    void a_bit_flipped_anywhere_in_the_database_is_harmless_or_noticed() {
        tell(RUNS, (dir, dice) -> flip(dir.resolve("tillmesh.db"), dice));
    }

    @Test
    void a_bit_flipped_anywhere_in_the_log_is_harmless_or_noticed() {
        tell(RUNS, (dir, dice) -> flip(dir.resolve("tillmesh.db-wal"), dice));
    }

    @Test
    void nonsense_in_the_small_files_is_harmless_or_noticed() {
        tell(RUNS / 4, (dir, dice) -> {
            String name = dice.oneOf("head.mark", "store.marker", "tillmesh.db-shm");
            if (name.endsWith("shm")) {
                Files.writeString(dir.resolve(name), dice.word(1, 40_000));
            } else {
                flip(dir.resolve(name), dice);
            }
        });
    }

    private static void cut(Path file, Dice dice) throws Exception {
        if (Files.exists(file)) {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.setLength(dice.nextLong(bytes.length() + 1));
            }
        }
    }

    private static void flip(Path file, Dice dice) throws Exception {
        if (Files.exists(file)) {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                long at = dice.nextLong(bytes.length());
                bytes.seek(at);
                int before = bytes.read();
                bytes.seek(at);
                bytes.write(before ^ 1 << dice.nextInt(8));
            }
        }
    }

    private void tell(int runs, Damage damage) {
        harmless = 0;
        repaired = 0;
        refused = 0;
        Dice.throwing(runs, dice -> {
            boolean left = dice.oneIn(3);
            Path dir = root.resolve("case");
            WrittenLane.copy(left ? closed : running, dir);
            damage.to(dir, dice);
            look(dir, left ? closedTruth : runningTruth, dice);
        });
        LOG.info("{} harmless, {} repaired, {} refused", harmless, repaired, refused);
    }

    private void look(Path dir, LaneState truth, Dice dice) throws Exception {
        TestLane lane = new TestLane(dir, TestLane.SMALL, dice);
        Journal journal;
        try {
            journal = lane.open();
        } catch (Fault why) {
            refused++;
            assertTrue(!why.sentence().isEmpty());
            return;
        }
        journal.rebuild(new Projections(journal));
        LaneState state = LaneState.of(journal);
        String story = journal.story();
        journal.close();
        if (story.isEmpty()) {
            harmless++;
            assertEquals(truth, state, "damage was not noticed");
            return;
        }
        repaired++;
        assertEquals(List.of(), state.lies(truth, LaneState.missing(lane.folder.database()), story), story);
        assertTrue(!state.entries().equals(truth.entries()) || state.sameSales(truth), "all there, but not the same");
        again(lane, state);
    }

    private static void again(TestLane lane, LaneState state) {
        Journal again = lane.open();
        again.rebuild(new Projections(again));
        assertEquals("", again.story(), "the repair did not hold");
        assertEquals(state, LaneState.of(again));
        again.close();
    }
}
