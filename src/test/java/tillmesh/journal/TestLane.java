package tillmesh.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.fault.Fault;
import tillmesh.journal.Journal.Appended;
import tillmesh.loop.Burst;
import tillmesh.loop.Note;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

/** A lane's disk for tests: a real folder, a wall clock that is turned by hand, seeded dice, bursts without a thread. */
final class TestLane {
    static final JournalLimits SMALL = new JournalLimits(1L << 30, 1L << 20, 0, 0, Duration.ofDays(30));

    final DataFolder folder;
    final Dice dice;
    private final LaneId lane;
    private final JournalLimits limits;
    private Instant now = Instant.parse("2026-11-21T08:00:00Z");

    TestLane(Path dir) {
        this(dir, SMALL, new Dice(1));
    }

    TestLane(Path dir, JournalLimits limits, Dice dice) {
        this.folder = DataFolder.open(dir);
        this.lane = new LaneId("L1");
        this.limits = limits;
        this.dice = dice;
    }

    Journal open() {
        pass(Duration.ofSeconds(1));
        return Journal.open(folder, lane, limits, wall(), dice);
    }

    InstantSource wall() {
        return () -> now;
    }

    long millis() {
        return now.toEpochMilli();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Runs notes as one burst. Those that failed are answered with their fault, the others with null. */
    static @Nullable Fault[] burst(Journal journal, Runnable... notes) {
        @Nullable Fault[] faults = new Fault[notes.length];
        Burst burst = new Burst(journal);
        List<Note> list = new java.util.ArrayList<>();
        for (int i = 0; i < notes.length; i++) {
            int at = i;
            list.add(new Note() {
                @Override
                public void run() {
                    notes[at].run();
                }

                @Override
                public void failed(Fault why) {
                    faults[at] = why;
                }
            });
        }
        burst.run(list);
        return faults;
    }

    /** One entry in a burst of its own. @throws Fault when the disk does not take it */
    static Appended append(Journal journal, Draft draft) {
        Appended[] made = new Appended[1];
        Fault fault = burst(journal, () -> made[0] = journal.append(draft))[0];
        if (fault != null) {
            throw fault;
        }
        return java.util.Objects.requireNonNull(made[0]);
    }

    static Draft event(String payload) {
        return new Draft("event", null, null, 0, null, null, null, payload);
    }
}
