package tillmesh.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.cloud.TurnedLoop;
import tillmesh.desk.RegisterOffice.Answer;
import tillmesh.entry.Entry;
import tillmesh.fault.Refusal.Code;
import tillmesh.journal.Copies;
import tillmesh.journal.DataFolder;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.JournalLimits;
import tillmesh.protocol.Notice.Registers.Register;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

/** Registers of one lane, and an Odoo that answers when and what the test says; on a real journal and virtual time. */
class RegistersTest {
    private static final Answer REFUSED = new Answer.Refused("Odoo says AccessError");
    private static final JournalLimits LIMITS = new JournalLimits(1L << 30, 1L << 20, 0, 0, Duration.ofDays(30));

    @TempDir
    Path dir;

    private Lane lane;

    /** A lane that is alone, and what it asked Odoo for. */
    private final class Lane {
        final Journal journal;
        final TurnedLoop loop;
        final Registers registers;
        final List<String> asked = new ArrayList<>();
        final List<Consumer<Answer>> open = new ArrayList<>();
        final List<String> silences = new ArrayList<>();

        Lane(String name, int life) {
            journal = Journal.open(
                    DataFolder.open(dir.resolve(name)),
                    new LaneId(name),
                    LIMITS,
                    () -> Instant.parse("2026-11-21T08:00:00Z"),
                    new Dice(life));
            loop = new TurnedLoop(journal);
            registers = new Registers(journal);
        }

        Lane pushing() {
            RegisterOffice office = (key, name, cash, answered) -> {
                asked.add(key + " " + name + (cash ? " with cash" : ""));
                open.add(answered);
            };
            RegisterPushes pushes = new RegisterPushes(
                    loop,
                    new Dice(7),
                    journal.stream().origin(),
                    registers,
                    office,
                    why -> silences.add(String.valueOf(why)));
            loop.every(RegisterPushes.TICK, pushes::tick);
            return this;
        }

        Outcome make(String name, boolean cash) {
            Outcome[] made = new Outcome[1];
            loop.must(() -> made[0] = registers.make(name, cash, "till-1", null));
            loop.settle();
            return made[0];
        }

        Outcome retry(String key) {
            Outcome[] made = new Outcome[1];
            loop.must(() -> made[0] = registers.retry(key, "till-1", null));
            loop.settle();
            return made[0];
        }

        void answers(Answer answer) {
            open.remove(0).accept(answer);
            loop.settle();
        }

        Register only() {
            List<Register> all = registers.all().registers();
            assertEquals(1, all.size());
            return all.get(0);
        }

        /** Asks until it is asked for, and refuses. */
        void refuses(int times) {
            for (int i = 0; i < times; i++) {
                loop.pass(120_000);
                answers(REFUSED);
            }
        }

        List<Entry> entries() {
            return journal.entries().after(0, 1_000).stream()
                    .map(Appended::entry)
                    .toList();
        }

        void hears(Entry entry) {
            loop.must(() -> {
                Copies.Taken taken = journal.copies().keep(entry);
                if (taken.appended() != null) {
                    new Projections(journal).apply(taken.appended());
                }
            });
            loop.settle();
        }
    }

    @BeforeEach
    void open() {
        lane = new Lane("L1", 1).pushing();
    }

    @AfterEach
    void close() {
        lane.journal.close();
    }

    private static Code code(Outcome outcome) {
        return ((Outcome.Refused) outcome).refusal().code();
    }

    @Test
    void a_register_is_asked_for_once_and_is_made_when_odoo_says_so() {
        lane.make("Bar", true);
        lane.loop.pass(5_000);
        Register waiting = lane.only();
        assertEquals("waiting", waiting.state());
        assertEquals(List.of(waiting.id() + " Bar with cash"), lane.asked);
        lane.answers(new Answer.Made(4));
        assertEquals("made", lane.only().state());
        assertEquals(4, lane.only().configId());
        lane.loop.pass(600_000);
        assertEquals(1, lane.asked.size());
    }

    @Test
    void after_five_refusals_it_is_set_aside_with_the_reason_until_somebody_has_it_tried_again() {
        lane.make("Bar", false);
        lane.refuses(5);
        lane.loop.pass(3_600_000);
        assertEquals(5, lane.asked.size());
        Register aside = lane.only();
        assertEquals("set_aside", aside.state());
        assertEquals("Odoo says AccessError", aside.reason());
        assertTrue(lane.retry(aside.id()) instanceof Outcome.Done);
        lane.loop.pass(120_000);
        lane.answers(new Answer.Made(9));
        assertEquals("made", lane.only().state());
    }

    @Test
    void a_silence_is_no_refusal_and_is_never_given_up() {
        lane.make("Bar", false);
        for (int i = 0; i < 40; i++) {
            lane.loop.pass(70_000);
            lane.answers(new Answer.Silent("it does not answer"));
        }
        assertEquals("waiting", lane.only().state());
        assertEquals(0, lane.only().tries());
        lane.loop.pass(70_000);
        lane.answers(new Answer.Made(4));
        assertEquals("made", lane.only().state());
        assertEquals("null", lane.silences.get(lane.silences.size() - 1));
    }

    @Test
    void an_answer_that_never_comes_is_asked_for_again_under_the_same_key() {
        lane.make("Bar", false);
        lane.loop.pass(400_000);
        assertTrue(lane.asked.size() >= 2);
        assertEquals(1, lane.asked.stream().distinct().count());
        // Both answers come in the end.
        lane.open.forEach(answered -> answered.accept(new Answer.Made(4)));
        lane.open.clear();
        lane.loop.settle();
        assertEquals(4, lane.only().configId());
        assertEquals(2, lane.entries().size());
    }

    @Test
    void one_that_is_refused_does_not_hold_up_the_next() {
        lane.make("Bar", false);
        lane.make("Terraza", false);
        lane.loop.pass(1_000);
        lane.answers(REFUSED);
        lane.loop.pass(1_000);
        lane.answers(new Answer.Made(5));
        assertEquals(
                List.of("waiting", "made"),
                lane.registers.all().registers().stream().map(Register::state).toList());
    }

    @Test
    void what_was_refused_before_a_restart_counts_after_it() {
        lane.make("Bar", false);
        lane.refuses(4);
        lane.journal.close();
        lane = new Lane("L1", 2).pushing();
        lane.refuses(1);
        assertEquals("set_aside", lane.only().state());
    }

    @Test
    void two_registers_never_have_one_name() {
        lane.make("Bar 1", false);
        assertEquals(Code.STALE_VERSION, code(lane.make(" bar  1 ", true)));
        assertEquals(Code.BAD_REQUEST, code(lane.make("  ", true)));
        assertEquals(1, lane.entries().size());
    }

    @Test
    void only_what_is_set_aside_can_be_tried_again() {
        lane.make("Bar", false);
        assertEquals(Code.STALE_VERSION, code(lane.retry(lane.only().id())));
        assertEquals(Code.BAD_REQUEST, code(lane.retry("L9-00000000-1")));
    }

    @Test
    void every_lane_knows_the_same_of_a_register_in_whatever_order_it_hears() {
        Lane other = new Lane("L2", 2).pushing();
        lane.make("Bar", false);
        lane.refuses(5);
        lane.entries().forEach(other::hears);
        other.retry(other.only().id());
        other.refuses(2);
        lane.make("Terraza", true);
        lane.loop.pass(120_000);
        lane.answers(new Answer.Made(6));
        List<Entry> both = new ArrayList<>(lane.entries());
        other.entries().stream().filter(entry -> !both.contains(entry)).forEach(both::add);
        List<Register> truth = null;
        for (int seed = 1; seed <= 20; seed++) {
            Lane hearing = new Lane("L" + (10 + seed), seed);
            List<Entry> order = new ArrayList<>(both);
            Dice dice = new Dice(seed);
            for (int i = order.size() - 1; i > 0; i--) {
                Collections.swap(order, i, dice.nextInt(i + 1));
            }
            // An entry is kept after those before it in its stream only: the rest is heard again until all are here.
            for (int round = 0; round < both.size(); round++) {
                order.forEach(hearing::hears);
            }
            List<Register> known = hearing.registers.all().registers().stream()
                    .sorted(Comparator.comparing(Register::id))
                    .toList();
            truth = truth == null ? known : truth;
            assertEquals(truth, known, "seed " + seed);
            hearing.journal.close();
        }
        assertEquals(2, truth.size());
        assertEquals(2, truth.get(0).tries());
        assertEquals(6, truth.get(1).configId());
        other.journal.close();
    }
}
