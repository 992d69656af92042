package tillmesh.journal;

import tillmesh.time.Stamp;

/** Up to where the shop has what clouds give out. Loop thread, writes within a note. */
public final class Pulled {
    private final PulledMapper mapper;
    private final Writes writes;

    Pulled(PulledMapper mapper, Writes writes) {
        this.mapper = mapper;
        this.writes = writes;
    }

    /** Where to go on, as the cloud wrote it; empty at the very beginning. */
    public String cursor(String cloud) {
        PulledRow row = SqlTrouble.asked("reading what was fetched", () -> mapper.of(cloud));
        return row == null ? "" : row.checked().cursor();
    }

    /** The shop has everything up to here. An older word than the one that is known changes nothing. */
    public void upto(String cloud, String cursor, Stamp stamp) {
        PulledRow before = SqlTrouble.asked("reading what was fetched", () -> mapper.of(cloud));
        if (before == null || before.checked().olderThan(stamp)) {
            writes.run("writing what was fetched", () -> mapper.put(PulledRow.of(cloud, cursor, stamp)));
        }
    }
}
