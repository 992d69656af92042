package tillmesh.journal;

import java.time.Duration;

/**
 * The ceilings of a lane's disk. Bytes.
 *
 * @param sizeMax the database file never grows beyond this
 * @param walMax at this length the write-ahead log is folded and cut to nothing, see {@link Tidying}
 * @param freeMin with less free space than this, writes are refused before SQLite fails
 * @param reserve size of the file that is freed when the disk is full, so that the lane can close cleanly
 * @param keep how long entries stay that every cloud has
 */
public record JournalLimits(long sizeMax, long walMax, long freeMin, long reserve, Duration keep) {
    /** What a till with a small disk can live with: 16 GiB, 64 MiB, 64 MiB, 8 MiB, 30 days. */
    public static final JournalLimits USUAL =
            new JournalLimits(16L << 30, 64L << 20, 64L << 20, 8L << 20, Duration.ofDays(30));
}
