package tillmesh.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tillmesh.fault.Check;
import tillmesh.fault.Fault;

/**
 * Runs notes in one transaction and lets their effects out after its commit. This is group commit: many screens' writes
 * share one flush. Used by the real loop and by the simulated one, so both obey the same rules. Loop thread only.
 */
public final class Burst {
    private final Ledger ledger;
    private final List<Runnable> effects = new ArrayList<>();
    private final Deque<Runnable> undos = new ArrayDeque<>();
    private boolean inside;

    /** @param ledger what the notes write into */
    public Burst(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Runs the notes, commits once, then lets the effects out in the order they were asked for. A note that throws
     * {@link Fault} is undone alone and told; if the commit fails all are undone and all are told.
     */
    public void run(List<? extends Note> notes) {
        List<Runnable> tellings = new ArrayList<>();
        boolean committed = runAndCommit(notes, tellings);
        List<Runnable> out = committed ? List.copyOf(effects) : List.of();
        effects.clear();
        undos.clear();
        out.forEach(Runnable::run);
        tellings.forEach(Runnable::run);
    }

    private boolean runAndCommit(List<? extends Note> notes, List<Runnable> tellings) {
        try {
            for (Note note : notes) {
                runOne(note, tellings);
            }
            ledger.commit();
            return true;
        } catch (Fault why) {
            undoDownTo(0);
            ledger.rollback();
            tellings.clear();
            notes.forEach(note -> tellings.add(() -> note.failed(why)));
            return false;
        }
    }

    private void runOne(Note note, List<Runnable> tellings) {
        int undoMark = undos.size();
        int effectMark = effects.size();
        ledger.mark();
        inside = true;
        try {
            note.run();
        } catch (Fault why) {
            undoDownTo(undoMark);
            effects.subList(effectMark, effects.size()).clear();
            ledger.takeBack();
            tellings.add(() -> note.failed(why));
        } finally {
            inside = false;
        }
    }

    private void undoDownTo(int size) {
        while (undos.size() > size) {
            undos.pop().run();
        }
    }

    /** See {@link Loop#effect}. */
    public void effect(Runnable effect) {
        Check.that(inside, "an effect was asked for outside a note");
        effects.add(effect);
    }

    /** See {@link Loop#undo}. */
    public void undo(Runnable undo) {
        Check.that(inside, "an undo was asked for outside a note");
        undos.push(undo);
    }
}
