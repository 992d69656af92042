package tillmesh.box;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** The box's file: everything that ever came, once, in the order in which it was committed. One thread. */
final class BoxLedger implements AutoCloseable {
    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS ledger (
                ingest_no   INTEGER PRIMARY KEY AUTOINCREMENT,
                tenant      TEXT    NOT NULL,
                message_id  TEXT    NOT NULL,
                store       TEXT    NOT NULL,
                lane        TEXT    NOT NULL,
                incarnation TEXT    NOT NULL,
                seq         INTEGER NOT NULL,
                topic       TEXT    NOT NULL,
                subject     TEXT,
                screen      TEXT,
                version     INTEGER NOT NULL,
                occurred_at TEXT    NOT NULL,
                prev_hash   TEXT    NOT NULL,
                hash        TEXT    NOT NULL,
                data        TEXT    NOT NULL,
                UNIQUE (tenant, message_id),
                UNIQUE (tenant, store, lane, incarnation, seq)
            ) STRICT""";

    private static final String EVENTS = """
            CREATE TABLE IF NOT EXISTS event (
                no       INTEGER PRIMARY KEY AUTOINCREMENT,
                tenant   TEXT NOT NULL,
                store    TEXT NOT NULL,
                event_id TEXT NOT NULL,
                json     TEXT NOT NULL,
                UNIQUE (tenant, store, event_id)
            ) STRICT""";

    private static final String INSERT =
            "INSERT INTO ledger (tenant, store, message_id, lane, incarnation, seq, topic, subject, screen, version,"
                    + " occurred_at, prev_hash, hash, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Connection connection;

    /** Whose entries are meant. */
    record Owner(String tenant, String store) {}

    /** A number in the feed and a hash. */
    record Known(long ingestNo, String hash) {}

    /** @throws SQLException when the file cannot be used */
    BoxLedger(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // An answer means that it is on the disk.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        connection = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            statement.execute(EVENTS);
        }
        connection.setAutoCommit(false);
    }

    /** The one of that name, if it is there. */
    @Nullable
    Known known(Owner owner, String id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT ingest_no, hash FROM ledger WHERE tenant = ? AND message_id = ?")) {
            statement.setString(1, owner.tenant());
            statement.setString(2, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Known(row.getLong(1), row.getString(2)) : null;
            }
        }
    }

    /** Whether the number of a life is taken, by whatever name. */
    boolean taken(Owner owner, Message message) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT 1 FROM ledger WHERE tenant = ? AND store = ? AND lane = ? AND incarnation = ? AND seq = ?")) {
            bind(statement, owner.tenant(), owner.store(), message.lane(), message.incarnation(), message.seq());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Stores one that is new; it is safe after {@link #commit}. @return its number in the feed */
    long add(Owner owner, Message message) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            bind(
                    statement,
                    owner.tenant(),
                    owner.store(),
                    message.id(),
                    message.lane(),
                    message.incarnation(),
                    message.seq(),
                    message.topic(),
                    message.subject(),
                    message.screen(),
                    message.version(),
                    message.occurredAt(),
                    message.prevHash(),
                    message.hash(),
                    message.data());
            statement.executeUpdate();
        }
        return Objects.requireNonNull(known(owner, message.id())).ingestNo();
    }

    /** Keeps an event that is new; it is safe after {@link #commit}. */
    void addEvent(String tenant, String store, String id, String json) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO event (tenant, store, event_id, json) VALUES (?, ?, ?, ?)")) {
            bind(statement, tenant, store, id, json);
            statement.executeUpdate();
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    /** Reads one row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Asks with values for the question marks. */
    <T> List<T> ask(String sql, Row<T> reading, Object... values) throws SQLException {
        List<T> rows = askAmid(sql, reading, values);
        connection.commit();
        return rows;
    }

    /** As above, in the middle of a transaction that writes. */
    <T> List<T> askAmid(String sql, Row<T> reading, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reading.of(row));
                }
            }
            return rows;
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
