package tillmesh.cloud;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import tillmesh.loop.Burst;
import tillmesh.loop.Ledger;
import tillmesh.loop.Loop;
import tillmesh.loop.Note;

/** A loop that is turned by hand, on virtual time: every note is a burst of its own. */
public final class TurnedLoop implements Loop {
    private final Burst burst;
    private final ArrayDeque<Note> queue = new ArrayDeque<>();
    private final PriorityQueue<Due> timers =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private long now = 1_000;
    private long count;
    private boolean here;

    public TurnedLoop(Ledger ledger) {
        this.burst = new Burst(ledger);
    }

    private record Due(long at, long order, Note note) {}

    /** Lets time pass; what is due happens in its order. */
    public void pass(long millis) {
        long end = now + millis;
        settle();
        while (!timers.isEmpty() && timers.element().at() <= end) {
            Due due = timers.remove();
            now = Math.max(now, due.at());
            queue.add(due.note());
            settle();
        }
        now = end;
    }

    /** Works off what is queued. */
    public void settle() {
        while (!queue.isEmpty()) {
            one(queue.remove());
        }
    }

    private void one(Note note) {
        here = true;
        try {
            burst.run(new ArrayList<>(List.of(note)));
        } finally {
            here = false;
        }
    }

    @Override
    public boolean run(Note note) {
        queue.add(note);
        return true;
    }

    @Override
    public void must(Note note) {
        queue.add(note);
    }

    @Override
    public boolean here() {
        return here;
    }

    @Override
    public long millis() {
        return now;
    }

    @Override
    public Timer after(Duration delay, Note note) {
        Due due = new Due(now + delay.toMillis(), count++, note);
        timers.add(due);
        return () -> timers.remove(due);
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
