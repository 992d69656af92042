package tillmesh.journal;

import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Keeps the file small: folds the write-ahead log into the database in the quiet, or at once when it reaches its ceiling,
 * and looks at the room on the disk. Loop thread, outside a transaction (as an effect).
 */
public final class Tidying {
    /** Below this size folding the log is not worth a flush. */
    static final long WORTH_BYTES = 4L << 20;
    /** So many commits between two ticks still count as quiet. */
    private static final int QUIET_COMMITS = 20;

    private final Connection connection;
    private final DataFolder folder;
    private final JournalLimits limits;
    private final DiskGuard disk;
    private final File database;
    private final File wal;
    private long foldAt;
    private int commits;

    Tidying(Connection connection, DataFolder folder, JournalLimits limits, DiskGuard disk) {
        this.connection = connection;
        this.folder = folder;
        this.limits = limits;
        this.disk = disk;
        this.database = folder.database().toFile();
        this.wal = folder.wal().toFile();
        this.foldAt = limits.walMax();
        look();
    }

    /** To be called about once a second. @return whether little is going on, so that there is time for more tidying */
    public boolean tick() {
        look();
        boolean quiet = commits <= QUIET_COMMITS;
        commits = 0;
        if (wal.length() >= limits.walMax()) {
            fold();
        } else if (quiet && wal.length() >= WORTH_BYTES) {
            checkpoint("PASSIVE");
        }
        return quiet;
    }

    private void look() {
        if (!database.exists()) {
            disk.removed();
            return;
        }
        try {
            long page = Database.number(connection, "PRAGMA page_size");
            long used = Database.number(connection, "PRAGMA page_count") * page;
            long freed = Database.number(connection, "PRAGMA freelist_count") * page;
            disk.look(limits.sizeMax() - used + freed, Math.max(0, used - database.length()));
        } catch (SQLException e) {
            disk.refused(SqlTrouble.of("looking at the size of the database", e));
        }
    }

    /** A burst begins: bursts follow each other faster than ticks, so the ceiling of the log is watched here as well. */
    void beforeBurst() {
        if (wal.length() >= foldAt) {
            fold();
        }
    }

    void committed() {
        commits++;
    }

    /**
     * Folds the whole log. A reader that is in the middle of something keeps the end of the log from being folded; it is
     * not waited for, the log grows a little more and is tried again.
     */
    void fold() {
        boolean folded = checkpoint("TRUNCATE");
        foldAt = folded ? limits.walMax() : wal.length() + WORTH_BYTES;
    }

    private boolean checkpoint(String mode) {
        try {
            Database.run(connection, "PRAGMA busy_timeout = 0");
            boolean busy = Database.number(connection, "PRAGMA wal_checkpoint(" + mode + ")") != 0;
            return !busy;
        } catch (SQLException e) {
            // The disk is full or fails: the log stays, nothing is lost, the next tick tries again.
            return false;
        } finally {
            waitAgain();
        }
    }

    private void waitAgain() {
        try {
            Database.run(connection, "PRAGMA busy_timeout = " + Database.BUSY_MILLIS);
        } catch (SQLException e) {
            // Then a program that holds the file is told at once instead of after a while.
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
                database.length(), wal.length(), limits.walMax(), disk.freeBytes(), limits.freeMin(), disk.accepting());
    }

    /** Bytes, and whether new entries are taken. */
    public record DiskFacts(
            long databaseBytes,
            long walBytes,
            long walMaxBytes,
            long freeBytes,
            long freeMinBytes,
            boolean accepting) {}
}
