package tillmesh.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tillmesh.fault.Fault;
import tillmesh.sim.Dice;

class BurstTest {
    private final PaperLedger ledger = new PaperLedger();
    private final Burst burst = new Burst(ledger);
    private final List<String> heard = new ArrayList<>();
    private final List<String> memory = new ArrayList<>();

    /** Writes, remembers and says its name; fails in the end if it should. */
    private final class Sale implements Note {
        private final String name;
        private final boolean fails;

        Sale(String name, boolean fails) {
            this.name = name;
            this.fails = fails;
        }

        @Override
        public void run() {
            ledger.write(name);
            memory.add(name);
            burst.undo(() -> memory.remove(memory.size() - 1));
            burst.effect(() -> heard.add(name));
            if (fails) {
                throw PaperLedger.fault(name + " fails");
            }
        }

        @Override
        public void failed(Fault why) {
            heard.add(name + "? " + why.getMessage());
        }
    }

    @Test
    void effects_leave_after_the_commit_and_in_order() {
        Note first = () -> burst.effect(() -> heard.add("first of " + ledger.kept()));

        burst.run(List.of(first, new Sale("a", false), new Sale("b", false)));

        assertEquals(List.of("first of [a, b]", "a", "b"), heard);
        assertEquals(1, ledger.commits());
    }

    @Test
    void a_note_that_fails_is_undone_alone_on_disk_in_memory_and_outside() {
        burst.run(List.of(new Sale("a", false), new Sale("b", true), new Sale("c", false)));

        assertEquals(List.of("a", "c"), ledger.kept());
        assertEquals(List.of("a", "c"), memory);
        assertEquals(List.of("a", "c", "b? b fails"), heard);
    }

    @Test
    void a_failed_commit_undoes_all_tells_all_and_lets_nothing_out() {
        ledger.failCommits(1);

        burst.run(List.of(new Sale("a", false), new Sale("b", true), new Sale("c", false)));

        assertEquals(List.of(), ledger.kept());
        assertEquals(List.of(), memory);
        assertEquals(List.of("a? disk full", "b? disk full", "c? disk full"), heard);
    }

    @Test
    void the_burst_after_a_failed_commit_begins_clean() {
        ledger.failCommits(1);
        burst.run(List.of(new Sale("a", false)));
        heard.clear();

        burst.run(List.of(new Sale("b", false)));

        assertEquals(List.of("b"), ledger.kept());
        assertEquals(List.of("b"), heard);
        assertEquals(List.of("b"), memory);
    }

    @Test
    void a_note_that_cannot_be_taken_back_takes_the_whole_burst_with_it() {
        ledger.failTakeBack();

        burst.run(List.of(new Sale("a", false), new Sale("b", true), new Sale("c", false)));

        assertEquals(List.of(), ledger.kept());
        assertEquals(List.of(), memory);
        assertEquals(
                List.of("a? the savepoint is gone", "b? the savepoint is gone", "c? the savepoint is gone"), heard);
    }

    @Test
    void a_bug_in_a_note_comes_out_and_nothing_is_committed() {
        Note bug = () -> {
            throw new IllegalStateException("ours");
        };

        assertThrows(IllegalStateException.class, () -> burst.run(List.of(new Sale("a", false), bug)));

        assertEquals(List.of(), ledger.kept());
        assertEquals(List.of(), heard);
    }

    @Test
    void effects_and_undos_are_refused_outside_a_note() {
        assertThrows(AssertionError.class, () -> burst.effect(() -> {}));
        assertThrows(AssertionError.class, () -> burst.undo(() -> {}));
        Note nested = () -> burst.effect(() -> burst.effect(() -> {}));
        assertThrows(AssertionError.class, () -> burst.run(List.of(nested)));
    }

    @Test
    void disk_memory_and_what_was_heard_agree_whatever_fails() {
        Dice.throwing(500, dice -> {
            heard.clear();
            PaperLedger paper = new PaperLedger();
            Burst any = new Burst(paper);
            List<String> inMemory = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                List<Note> notes = new ArrayList<>();
                for (int i = dice.between(0, 6); i > 0; i--) {
                    notes.add(note(dice, paper, any, inMemory, round + "-" + i));
                }
                paper.failCommits(dice.oneIn(4) ? 1 : 0);
                any.run(notes);
            }
            assertEquals(paper.kept(), inMemory);
            assertEquals(paper.kept(), heard);
        });
    }

    private Note note(Dice dice, PaperLedger paper, Burst any, List<String> inMemory, String name) {
        int writes = dice.between(0, 3);
        boolean fails = dice.oneIn(3);
        return () -> {
            for (int i = 0; i < writes; i++) {
                String line = name + "." + i;
                paper.write(line);
                inMemory.add(line);
                any.undo(() -> inMemory.remove(line));
                any.effect(() -> heard.add(line));
            }
            if (fails) {
                throw PaperLedger.fault(name);
            }
        };
    }
}
