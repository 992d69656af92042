package tillmesh.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A wall clock that a person or a time server sets forth and back while the shop sells. */
final class SimWall implements InstantSource {
    /** Operations are remembered for two days of wall clock; a clock that is wrong by more is a case of its own. */
    private static final long OFF_MAX_MILLIS = Duration.ofHours(20).toMillis();

    private static final long START = Instant.parse("2026-03-28T18:30:00Z").toEpochMilli();

    private final Agenda agenda;
    private long off;

    SimWall(Agenda agenda) {
        this.agenda = agenda;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(START + agenda.millis() + off);
    }

    /** Sets the clock by so much, within 20 hours of the truth. */
    void jump(long millis) {
        off = Math.max(-OFF_MAX_MILLIS, Math.min(OFF_MAX_MILLIS, off + millis));
    }
}
