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
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Measures one {@link Floor} in a process of its own: rows of 1 KB, and the journal's own settings of SQLite: write-ahead
 * log, {@code synchronous=FULL}, the log folded into the database once a second by the writer.
 */
final class Floors {
    private static final int ROW_BYTES = 1024;
    private static final Duration WARM = Duration.ofSeconds(2);

    private final Path dir;
    private final Duration time;

    private Floors(Path dir, Duration time) {
        this.dir = dir;
        this.time = time;
    }

    /** Runs {@link #main} beside the caller and waits. The folder is empty again afterwards. */
    static Figure measure(Floor floor, Path dir, int seconds) throws IOException {
        Path place = Files.createTempDirectory(dir, "floor-");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Floors.class.getName(),
                floor.name(),
                place.toString(),
                Integer.toString(seconds));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = process.inputReader().lines().toList();
        Folder.delete(place);
        return said.stream()
                .filter(Figure::isLine)
                .findFirst()
                .map(Figure::parse)
                .orElseThrow(() -> new IOException("the floor was not measured: " + said));
    }

    /** Measures one floor and prints its line. @param args its name, the folder, the seconds */
    public static void main(String[] args) throws Exception {
        Floors floors = new Floors(Path.of(args[1]), Duration.ofSeconds(Integer.parseInt(args[2])));
        Floor floor = Floor.valueOf(args[0]);
        Figure figure = switch (floor) {
            case FLUSH -> floors.flush();
            case SINGLE -> floors.single();
            case GROUP_8, GROUP_64 -> floors.grouped(floor.submitters);
        };
        System.out.println(figure.line());
    }

    private Figure flush() throws Exception {
        ByteBuffer row = ByteBuffer.allocate(ROW_BYTES);
        try (FileChannel channel =
                FileChannel.open(dir.resolve("flush.bin"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            return again(() -> {
                channel.write(row.clear());
                channel.force(false);
            });
        }
    }

    private Figure single() throws Exception {
        try (Connection connection = fresh();
                PreparedStatement insert = insert(connection)) {
            Checkpoints checkpoints = new Checkpoints(connection);
            return again(() -> {
                insert.execute();
                checkpoints.look();
            });
        }
    }

    private Figure grouped(int submitters) throws Exception {
        try (Connection connection = fresh();
                PreparedStatement insert = insert(connection)) {
            Checkpoints checkpoints = new Checkpoints(connection);
            connection.setAutoCommit(false);
            GroupCommit group = new GroupCommit(submitters, rows -> {
                for (int row = 0; row < rows; row++) {
                    insert.execute();
                }
                connection.commit();
                if (checkpoints.due()) {
                    connection.setAutoCommit(true);
                    checkpoints.look();
                    connection.setAutoCommit(false);
                }
            });
            return group.run(WARM, time);
        }
    }

    /** One thing that is done again and again. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private Figure again(Work work) throws Exception {
        Histogram nanos = Figure.histogram();
        long start = System.nanoTime();
        long from = start + WARM.toNanos();
        long until = from + time.toNanos();
        for (long before = start; before < until; ) {
            work.run();
            long after = System.nanoTime();
            if (before >= from) {
                nanos.recordValue(after - before);
            }
            before = after;
        }
        return Figure.of(nanos, time.toNanos() / 1e9);
    }

    private Connection fresh() throws SQLException {
        Connection connection = DriverManager.getConnection(
                "jdbc:sqlite:" + dir.resolve("floor.db") + "?jdbc.get_generated_keys=false");
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
    private static final class Checkpoints {
        private static final long EVERY_NANOS = 1_000_000_000L;

        private final Connection connection;
        private long next = System.nanoTime() + EVERY_NANOS;

        Checkpoints(Connection connection) {
            this.connection = connection;
        }

        boolean due() {
            return System.nanoTime() > next;
        }

        void look() throws SQLException {
            if (due()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
                }
                next = System.nanoTime() + EVERY_NANOS;
            }
        }
    }
}
