package tillmesh.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** Connections to the lane's file, with the settings that the promises rest on checked and not just asked for. */
final class Database {
    static final int BUSY_MILLIS = 5_000;

    private Database() {}

    /**
     * The one writing connection: WAL, {@code synchronous=FULL}, checkpoints only when told.
     *
     * @param sizeMaxBytes ceiling of the file; beyond it SQLite says that the disk is full
     * @throws Fault when the file is no database, or the disk does not support WAL
     */
    static Connection openWriting(Path file, long sizeMaxBytes) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        // Nobody asks which row number an insert was given, and asking costs a statement prepared anew after each of
        // them.
        config.setGetGeneratedKeys(false);
        try {
            Connection connection = connect(file, config);
            pragma(connection, "journal_mode", "wal", "wal");
            pragma(connection, "synchronous", "FULL", "2");
            pragma(connection, "fullfsync", "1", "1");
            pragma(connection, "checkpoint_fullfsync", "1", "1");
            pragma(connection, "wal_autocheckpoint", "0", "0");
            run(connection, "PRAGMA cell_size_check = 1");
            long pageBytes = number(connection, "PRAGMA page_size");
            run(connection, "PRAGMA max_page_count = " + Math.max(16, sizeMaxBytes / pageBytes));
            return connection;
        } catch (SQLException e) {
            throw SqlTrouble.of("opening " + file, e);
        }
    }

    /** A connection that can only read, for pages and commands; sees each commit as a whole. Not for the loop thread. */
    static Connection openReading(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setOpenMode(SQLiteOpenMode.READONLY);
        config.resetOpenMode(SQLiteOpenMode.READWRITE);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        try {
            return connect(file, config);
        } catch (SQLException e) {
            throw SqlTrouble.of("opening " + file + " for reading", e);
        }
    }

    /** A connection that fills a file nobody needs until it is whole and flushed: no log, no flushes. */
    static Connection openFilling(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.OFF);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        return connect(file, config);
    }

    private static Connection connect(Path file, SQLiteConfig config) throws SQLException {
        Properties properties = config.toProperties();
        Connection connection = new JDBC().connect(JDBC.PREFIX + file, properties);
        if (connection == null) {
            throw new SQLException("no driver for " + DriverManager.getLoginTimeout());
        }
        return connection;
    }

    private static void pragma(Connection connection, String name, String wanted, String expected) throws SQLException {
        run(connection, "PRAGMA " + name + " = " + wanted);
        String actual = text(connection, "PRAGMA " + name);
        if (!expected.equals(actual)) {
            connection.close();
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "SQLite runs with " + name + "=" + actual + " instead of " + expected,
                    "put data.dir on a local disk that supports write-ahead logging");
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }

    static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}
