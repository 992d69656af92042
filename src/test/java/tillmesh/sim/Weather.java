package tillmesh.sim;

import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.loop.Note;

/** What the disk does to single notes and commits. Rain comes in showers: for a while every commit may fail. */
final class Weather {
    private final Dice dice;
    private final Sightings seen;
    private boolean shower;
    private boolean neighbours;

    Weather(Dice dice, Sightings seen) {
        this.dice = dice;
        this.seen = seen;
    }

    /** From now on the disk refuses commits, or takes them again. */
    void shower(boolean on) {
        shower = on;
    }

    /** A burst was committed. @param wrote whether any note of it had written */
    void committed(boolean wrote) {
        neighbours = wrote;
    }

    /** @throws Fault when the disk does not take this commit */
    void beforeCommit() {
        neighbours = false;
        if (shower && !dice.oneIn(4)) {
            seen.saw(Sighting.COMMIT_FAILED);
            throw new Fault(Remedy.RETRY, "the disk answered with an error", "look at the disk");
        }
    }

    /** Some notes do all their work and fail then. */
    Note spoil(Note note) {
        return dice.oneIn(70) ? new Spoiled(note) : note;
    }

    private final class Spoiled implements Note {
        private final Note note;

        Spoiled(Note note) {
            this.note = note;
        }

        @Override
        public void run() {
            note.run();
            throw new Fault(Remedy.RETRY, "the disk answered with an error", "look at the disk");
        }

        @Override
        public void failed(Fault why) {
            if (neighbours) {
                seen.saw(Sighting.NOTE_FAILED_ALONE);
            }
            note.failed(why);
        }
    }
}
