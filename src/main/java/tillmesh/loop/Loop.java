package tillmesh.loop;

import java.time.Duration;

/** How work reaches the one thread. Production: {@link LaneLoop}; the simulator has its own with a virtual clock. */
public interface Loop {
    /**
     * Hands over a note. Any thread; never blocks.
     *
     * @return false when the queue is full: nothing was taken, the caller refuses or asks again later
     */
    boolean run(Note note);

    /** As {@link #run}, for what must not be refused (a socket closed). Callers bound how often themselves. */
    void must(Note note);

    /** Whether the caller is the loop thread. */
    boolean here();

    /** Milliseconds from an arbitrary origin that never go back and go on while the machine sleeps. Any thread. */
    long millis();

    /** Runs the note once, not before {@code delay} from now. Any thread. */
    Timer after(Duration delay, Note note);

    /** Loop thread, within a note: do this after the commit, in order; never if the note or the commit fails. Must not throw. */
    void effect(Runnable effect);

    /** Loop thread, within a note: if the note or the commit fails, run this (last first) to put memory back. Must not throw. */
    void undo(Runnable undo);

    /** A note that waits for its time. */
    interface Timer {
        /** The note will not run any more, if it has not yet. Loop thread. */
        void cancel();
    }

    /** Runs the note again and again, {@code period} after the end of the run before, also after a {@link tillmesh.fault.Fault}. */
    default void every(Duration period, Note note) {
        after(period, new Note() {
            @Override
            public void run() {
                Loop.this.effect(this::again);
                note.run();
            }

            @Override
            public void failed(tillmesh.fault.Fault why) {
                note.failed(why);
                again();
            }

            private void again() {
                every(period, note);
            }
        });
    }
}
