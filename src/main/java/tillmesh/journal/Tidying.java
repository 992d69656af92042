package tillmesh.journal;

import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps the file small and the log short: folds the write-ahead log into the database every few megabytes and in the quiet,
 * after which SQLite writes it again from its beginning, and looks at the room on the disk. Loop thread, outside a
 * transaction (as an effect).
 */
public final class Tidying {
    /**
     * After about so much the log is folded and begins anew. Writing over what is there is what makes a flush cheap: a file
     * that grows has its new length flushed as well, through the one journal of the file system that all lanes of a machine
     * wait for. SQLite's own habit is 1,000 pages.
     */
    static final long ANEW_BYTES = 4L << 20;
    /** Until it is known how much a commit writes. */
    private static final int FIRST_FOLD = 64;
    /** Commits between two folds at most, so that what stands in the log only is bounded in time as well. */
    private static final int FOLD_MOST = 1_000;
    /** SQLite's usual page and the head of its frame in the log. */
    private static final long PAGE_BYTES = 4_096 + 24;
    /** So many commits between two ticks still count as quiet. */
    private static final int QUIET_COMMITS = 20;

    private final Connection connection;
    private final DataFolder folder;
    private final JournalLimits limits;
    private final DiskGuard disk;
    private final File database;
    private final File wal;
    private final long framesWanted;
    private long truncateAt;
    private int commits;
    private int unfolded;
    private int foldAfter = FIRST_FOLD;
    private long framesBefore;

    Tidying(Connection connection, DataFolder folder, JournalLimits limits, DiskGuard disk) {
        this.connection = connection;
        this.folder = folder;
        this.limits = limits;
        this.disk = disk;
        this.database = folder.database().toFile();
        this.wal = folder.wal().toFile();
        this.truncateAt = limits.walMax();
        this.framesWanted = Math.max(1, Math.min(ANEW_BYTES, limits.walMax() / 2) / PAGE_BYTES);
        look();
    }

    /** To be called about once a second. @return whether little is going on, so that there is time for more tidying */
    public boolean tick() {
        look();
        boolean quiet = commits <= QUIET_COMMITS;
        commits = 0;
        if (wal.length() >= limits.walMax()) {
            fold();
        } else if (quiet && unfolded >= Math.max(1, foldAfter / 4)) {
            anew();
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

    /** A burst begins: bursts follow each other faster than ticks, so the log is watched here as well. */
    void beforeBurst() {
        if (unfolded >= foldAfter) {
            anew();
        }
        if (wal.length() >= truncateAt) {
            fold();
        }
    }

    void committed() {
        commits++;
        unfolded++;
    }

    /**
     * Folds the whole log and cuts it to nothing. A reader that is in the middle of something keeps the end of the log from
     * being folded; it is not waited for, the log grows a little more and is tried again.
     */
    void fold() {
        boolean folded = checkpoint("TRUNCATE").busy() == 0;
        truncateAt = folded ? limits.walMax() : wal.length() + ANEW_BYTES;
    }

    /** Folds what no reader needs. If that was all of it, the next commit begins at the front of the log. */
    private void anew() {
        Checkpoint done = checkpoint("PASSIVE");
        long fresh = done.frames() >= framesBefore ? done.frames() - framesBefore : done.frames();
        framesBefore = done.frames() == done.folded() ? 0 : done.frames();
        foldAfter = (int) Math.max(1, Math.min(FOLD_MOST, framesWanted * unfolded / Math.max(1, fresh)));
        unfolded = 0;
    }

    /** What SQLite says of a checkpoint: whether it was kept from it, how many frames the log has, how many are folded. */
    private record Checkpoint(long busy, long frames, long folded) {}

    private Checkpoint checkpoint(String mode) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
                row.next();
                return new Checkpoint(row.getLong(1), row.getLong(2), row.getLong(3));
            }
        } catch (SQLException e) {
            // The disk is full or fails: the log stays, nothing is lost, the next tick tries again.
            return new Checkpoint(1, 0, 0);
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
