package tillmesh.peer;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import tillmesh.loop.Burst;
import tillmesh.loop.Ledger;
import tillmesh.loop.Loop;
import tillmesh.loop.Note;

/** The loop of one lane in the mesh simulator: every note is a burst of its own, on a clock that may run fast or slow. */
final class MeshLoop implements Loop {
    private final Burst burst;
    private final LongSupplier clock;
    private boolean here;

    MeshLoop(Ledger ledger, LongSupplier clock) {
        this.burst = new Burst(ledger);
        this.clock = clock;
    }

    @Override
    public boolean run(Note note) {
        here = true;
        try {
            burst.run(List.of(note));
        } finally {
            here = false;
        }
        return true;
    }

    @Override
    public void must(Note note) {
        run(note);
    }

    @Override
    public boolean here() {
        return here;
    }

    @Override
    public long millis() {
        return clock.getAsLong();
    }

    @Override
    public Timer after(Duration delay, Note note) {
        throw new UnsupportedOperationException("the world ticks");
    }

    @Override
    public void effect(Runnable effect) {
        burst.effect(effect);
    }

    @Override
    public void undo(Runnable undo) {
        burst.undo(undo);
    }
}
