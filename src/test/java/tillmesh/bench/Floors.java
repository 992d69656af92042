package tillmesh.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What the disk and SQLite allow with nothing around them, in a process of its own: rows of 1 KB, write-ahead log,
 * {@code synchronous=FULL}, checkpoints once a second by the writer as in a node.
 */
final class Floors {
    static final String FLUSH = "append 1 KB and flush";
    static final String SINGLE = "SQLite, one row per commit";
    static final String GROUP_8 = "SQLite, group commit, 8 submitters";
    static final String GROUP_64 = "SQLite, group commit, 64 submitters";

    private static final int ROW_BYTES = 1024;
    private static final Duration WARM = Duration.ofSeconds(2);

    private final Path dir;
    private final Duration time;

    private Floors(Path dir, Duration time) {
        this.dir = dir;
        this.time = time;
    }

    /** Measures all. @param args the folder and the seconds for each */
    public static void main(String[] args) throws Exception {
        Floors floors = new Floors(Path.of(args[0]), Duration.ofSeconds(Integer.parseInt(args[1])));
        Files.createDirectories(floors.dir);
        System.out.println(floors.flush().line());
        System.out.println(floors.single().line());
        System.out.println(floors.grouped(GROUP_8, 8).line());
        System.out.println(floors.grouped(GROUP_64, 64).line());
    }

    private Figure flush() throws IOException {
        Path file = dir.resolve("flush.bin");
        ByteBuffer row = ByteBuffer.allocate(ROW_BYTES);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            return measure(FLUSH, () -> {
                channel.write(row.clear());
                channel.force(false);
            });
        }
    }

    private Figure single() throws Exception {
        try (Connection connection = fresh("single");
                PreparedStatement insert = insert(connection)) {
            Checkpoints checkpoints = new Checkpoints(connection);
            return measure(SINGLE, () -> {
                insert.execute();
                checkpoints.look();
            });
        }
    }

    private Figure grouped(String what, int submitters) throws Exception {
        try (Connection connection = fresh("group-" + submitters);
                PreparedStatement insert = insert(connection)) {
            connection.setAutoCommit(false);
            GroupCommit group = new GroupCommit(submitters, rows -> {
                for (int row = 0; row < rows; row++) {
                    insert.execute();
                }
                connection.commit();
            });
            return group.run(what, WARM, time);
        }
    }

    /** One thing that is done again and again. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private Figure measure(String what, Work work) throws IOException {
        Histogram nanos = Figure.histogram();
        long start = System.nanoTime();
        long from = start + WARM.toNanos();
        long until = from + time.toNanos();
        try {
            for (long before = start; before < until; ) {
                work.run();
                long after = System.nanoTime();
                if (before >= from) {
                    nanos.recordValue(after - before);
                }
                before = after;
            }
        } catch (Exception e) {
            throw new IOException(what + " failed", e);
        }
        return Figure.of(what, nanos, time.toNanos() / 1e9);
    }

    private Connection fresh(String name) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve(name + ".db"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = wal");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA wal_autocheckpoint = 0");
            statement.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, payload TEXT NOT NULL)");
        }
        return connection;
    }

    private static PreparedStatement insert(Connection connection) throws SQLException {
        PreparedStatement insert = connection.prepareStatement("INSERT INTO row (payload) VALUES (?)");
        insert.setString(1, "x".repeat(ROW_BYTES));
        return insert;
    }

    /** Folds the log once a second. */
    static final class Checkpoints {
        private static final long EVERY_NANOS = 1_000_000_000L;

        private final Connection connection;
        private long next = System.nanoTime() + EVERY_NANOS;

        Checkpoints(Connection connection) {
            this.connection = connection;
        }

        void look() throws SQLException {
            if (System.nanoTime() > next) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
                }
                next = System.nanoTime() + EVERY_NANOS;
            }
        }
    }
}
