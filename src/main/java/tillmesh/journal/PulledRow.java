package tillmesh.journal;

import tillmesh.time.Stamp;

/** One row of table {@code pulled}. */
record PulledRow(String cloud, String cursor, long wall, int count, long seal) {
    static PulledRow of(String cloud, String cursor, Stamp stamp) {
        return new PulledRow(
                cloud,
                cursor,
                stamp.wallMillis(),
                stamp.count(),
                sealOf(cloud, cursor, stamp.wallMillis(), stamp.count()));
    }

    PulledRow checked() {
        Seal.check(seal, sealOf(cloud, cursor, wall, count), "the note on what was fetched from a cloud");
        return this;
    }

    boolean olderThan(Stamp stamp) {
        return wall < stamp.wallMillis() || (wall == stamp.wallMillis() && count < stamp.count());
    }

    private static long sealOf(String cloud, String cursor, long wall, int count) {
        return Seal.of("pulled", cloud, cursor, wall, count);
    }
}
