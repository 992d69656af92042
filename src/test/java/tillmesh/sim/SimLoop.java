package tillmesh.sim;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.UnaryOperator;
import tillmesh.loop.Burst;
import tillmesh.loop.Ledger;
import tillmesh.loop.Loop;
import tillmesh.loop.Note;

/**
 * The loop on virtual time: bursts of random size, taken in the order of the real loop (what must be done, what is due, what
 * is queued). Ends without a word when its process dies.
 */
final class SimLoop implements Loop {
    /** How many notes may wait; small, so that a busy lane refuses now and then. */
    static final int QUEUE_MAX = 12;

    private static final int BURST_MAX = 10;

    private final Agenda agenda;
    private final Dice dice;
    private final Burst burst;
    private final UnaryOperator<Note> spoiling;
    private final ArrayDeque<Note> queue = new ArrayDeque<>();
    private final ArrayDeque<Note> musts = new ArrayDeque<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private boolean here;
    private boolean awake;
    private boolean dead;
    private long alarmCount;
    private long notes;

    /** @param ledger what bursts are written into @param spoiling makes some notes fail at their end */
    SimLoop(Agenda agenda, Dice dice, Ledger ledger, UnaryOperator<Note> spoiling) {
        this.agenda = agenda;
        this.dice = dice;
        this.burst = new Burst(ledger);
        this.spoiling = spoiling;
    }

    @Override
    public boolean run(Note note) {
        if (dead || queue.size() >= QUEUE_MAX) {
            return false;
        }
        queue.add(spoiling.apply(note));
        wake(dice.between(0, 40));
        return true;
    }

    @Override
    public void must(Note note) {
        musts.add(note);
        wake(dice.between(0, 4));
    }

    @Override
    public boolean here() {
        return here;
    }

    @Override
    public long millis() {
        return agenda.millis();
    }

    @Override
    public Timer after(Duration delay, Note note) {
        Alarm alarm = new Alarm(millis() + delay.toMillis(), note);
        if (here) {
            add(alarm);
        } else {
            must(() -> add(alarm));
        }
        return alarm;
    }

    private void add(Alarm alarm) {
        alarm.order = alarmCount++;
        alarms.add(alarm);
        agenda.in(Math.max(0, alarm.due - millis()), this::work);
    }

    @Override
    public void effect(Runnable effect) {
        burst.effect(effect);
    }

    @Override
    public void undo(Runnable undo) {
        burst.undo(undo);
    }

    /** Notes that wait now. */
    int queued() {
        return queue.size();
    }

    /** Notes run since the start. */
    long notes() {
        return notes;
    }

    /** Nothing waits but timers. */
    boolean idle() {
        return queue.isEmpty() && musts.isEmpty();
    }

    /** The process is gone: nothing of it runs any more. */
    void die() {
        dead = true;
    }

    /** Runs all that is queued, as before a clean stop. */
    void drain() {
        while (!idle()) {
            burst(taken());
        }
    }

    private void wake(long delay) {
        if (!awake) {
            awake = true;
            agenda.in(delay, () -> {
                awake = false;
                work();
            });
        }
    }

    private void work() {
        if (dead) {
            return;
        }
        burst(taken());
        if (!idle()) {
            wake(dice.between(0, 2));
        }
    }

    private List<Note> taken() {
        List<Note> taken = new ArrayList<>(musts);
        musts.clear();
        while (!alarms.isEmpty() && alarms.element().due <= millis()) {
            Alarm alarm = alarms.remove();
            if (!alarm.cancelled) {
                taken.add(alarm.note);
            }
        }
        for (int left = dice.between(1, BURST_MAX); left > 0 && !queue.isEmpty(); left--) {
            taken.add(queue.remove());
        }
        return taken;
    }

    private void burst(List<Note> taken) {
        if (taken.isEmpty()) {
            return;
        }
        notes += taken.size();
        here = true;
        try {
            burst.run(taken);
        } finally {
            here = false;
        }
    }

    private static final class Alarm implements Timer, Comparable<Alarm> {
        final long due;
        final Note note;
        long order;
        boolean cancelled;

        Alarm(long due, Note note) {
            this.due = due;
            this.note = note;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Alarm other) {
            int byTime = Long.compare(due, other.due);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
