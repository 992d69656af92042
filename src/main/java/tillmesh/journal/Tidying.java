package tillmesh.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Keeps the file small: folds the write-ahead log into the database in the quiet, or at once when it reaches its ceiling,
 * and looks at the free space. Loop thread, outside a transaction (as an effect).
 */
public final class Tidying {
    /** Below this size folding the log is not worth a flush. */
    private static final long WORTH_BYTES = 4L << 20;

    private final Connection connection;
    private final DataFolder folder;
    private final JournalLimits limits;
    private final DiskGuard disk;

    Tidying(Connection connection, DataFolder folder, JournalLimits limits, DiskGuard disk) {
        this.connection = connection;
        this.folder = folder;
        this.limits = limits;
        this.disk = disk;
    }

    /** To be called about once a second. @param quiet whether nothing waits; then the log is folded early */
    public void tick(boolean quiet) {
        disk.look();
        long wal = walBytes();
        if (wal >= limits.walMax()) {
            checkpoint("TRUNCATE");
        } else if (wal >= WORTH_BYTES && quiet) {
            checkpoint("PASSIVE");
        }
    }

    /** Whether the log has reached its ceiling and must be folded now. */
    public boolean walFull() {
        return walBytes() >= limits.walMax();
    }

    /** Folds the whole log, as at closing. */
    void fold() {
        checkpoint("TRUNCATE");
    }

    private void checkpoint(String mode) {
        try {
            Database.run(connection, "PRAGMA wal_checkpoint(" + mode + ")");
        } catch (SQLException e) {
            // A reader is in the way or the disk is full: the log stays, nothing is lost, the next tick tries again.
        }
    }

    /** Copies the whole database into the backup folder. @return where to */
    public Path copyAside(String name) {
        // On a connection of its own: SQLite copies only when no statement of the connection is under way.
        try (Connection reading = Database.openReading(folder.database())) {
            return Migrations.copyAside(reading, folder, name);
        } catch (SQLException e) {
            throw SqlTrouble.of("copying the database aside", e);
        }
    }

    /** Sizes and floors, for the pages. Any thread. */
    public DiskFacts facts() {
        return new DiskFacts(
                size(folder.database()),
                walBytes(),
                limits.walMax(),
                disk.freeBytes(),
                limits.freeMin(),
                disk.accepting());
    }

    /** Bytes, and whether new entries are taken. */
    public record DiskFacts(
            long databaseBytes,
            long walBytes,
            long walMaxBytes,
            long freeBytes,
            long freeMinBytes,
            boolean accepting) {}

    private long walBytes() {
        return size(folder.wal());
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
