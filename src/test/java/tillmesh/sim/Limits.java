package tillmesh.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tillmesh.journal.JournalLimits;

/** The disks that a lane may find itself on. */
final class Limits {
    private static final long RESERVE = 4_096;
    private static final long PAGE = 4_096;
    private static final Duration KEEP = Duration.ofDays(30);

    private Limits() {}

    /** By dice: mostly room enough, sometimes a file that is full soon, sometimes no free space at all. */
    static JournalLimits by(Dice dice, Path database) {
        long walMax = dice.oneOf(128L << 10, 1L << 20, 64L << 20);
        if (dice.oneIn(20)) {
            return new JournalLimits(64L << 20, walMax, Long.MAX_VALUE / 2, RESERVE, KEEP);
        }
        if (dice.oneIn(10)) {
            return new JournalLimits(size(database) + dice.between(12, 40) * PAGE, walMax, 0, RESERVE, KEEP);
        }
        return new JournalLimits(64L << 20, walMax, 0, RESERVE, KEEP);
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 60 * PAGE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
