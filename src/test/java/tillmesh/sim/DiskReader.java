package tillmesh.sim;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.shop.LaneId;
import tillmesh.time.Stamp;

/** Reads a lane's file beside its node, each time over a connection of its own. */
final class DiskReader {
    private DiskReader() {}

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What the file says now. */
    static DiskView read(Path database) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            // One transaction, so that all tables are of one moment.
            connection.setAutoCommit(false);
            return new DiskView(
                    all(connection, "SELECT store_id FROM store", row -> row.getString(1))
                            .get(0),
                    all(
                            connection,
                            "SELECT origin, incarnation, first_prev FROM stream ORDER BY stream",
                            row -> new DiskView.Life(stream(row, 1), Hash.of(row.getBytes(3)))),
                    entries(connection),
                    orders(connection),
                    tables(connection),
                    tickets(connection),
                    all(
                            connection,
                            "SELECT kind, key, screen, token FROM lease ORDER BY kind, key",
                            row -> new DiskView.Lease(
                                    row.getString(1), row.getString(2), row.getString(3), row.getString(4))),
                    all(
                            connection,
                            "SELECT device, op_id, entry, version FROM op ORDER BY device, op_id",
                            row -> new DiskView.Op(row.getString(1), row.getString(2), number(row, 3), number(row, 4))),
                    outbox(connection),
                    all(connection, "SELECT COUNT(*) FROM missing", row -> row.getLong(1))
                            .get(0));
        } catch (SQLException e) {
            throw new AssertionError("the file of the lane cannot be read", e);
        }
    }

    /** Only the names of the entries that are there. */
    static Set<EntryId> entries(Path database) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            return new HashSet<>(all(
                    connection,
                    "SELECT origin, incarnation, seq FROM entry JOIN stream USING (stream)",
                    row -> new EntryId(stream(row, 1), row.getLong(3))));
        } catch (SQLException e) {
            throw new AssertionError("the file of the lane cannot be read", e);
        }
    }

    /** Changes the file behind the node's back. */
    static void tamper(Path database, String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError("the file of the lane cannot be changed", e);
        }
    }

    private static <T> List<T> all(Connection connection, String sql, Row<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(reader.read(row));
            }
        }
        return rows;
    }

    private static List<DiskView.Row> entries(Connection connection) throws SQLException {
        return all(
                connection,
                "SELECT origin, incarnation, id, seq, wall, count, topic, subject, token, version, base, screen, op_id,"
                        + " payload, prev_hash, hash FROM entry JOIN stream USING (stream) ORDER BY id",
                row -> {
                    Stream stream = stream(row, 1);
                    Draft draft = new Draft(
                            row.getString(7),
                            row.getString(8),
                            row.getString(9),
                            row.getLong(10),
                            row.getString(11),
                            row.getString(12),
                            row.getString(13),
                            row.getString(14));
                    Entry entry = new Entry(
                            new EntryId(stream, row.getLong(4)),
                            new Stamp(row.getLong(5), row.getInt(6), stream.origin()),
                            draft,
                            Hash.of(row.getBytes(15)),
                            Hash.of(row.getBytes(16)));
                    return new DiskView.Row(row.getLong(3), entry);
                });
    }

    private static Stream stream(ResultSet row, int column) throws SQLException {
        return new Stream(new LaneId(row.getString(column)), row.getInt(column + 1));
    }

    private static List<DiskView.Order> orders(Connection connection) throws SQLException {
        return all(
                connection,
                "SELECT pos_reference, version, entry, table_id, paid, status, item_count, screen, updated_at FROM"
                        + " order_head ORDER BY pos_reference",
                row -> new DiskView.Order(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        (Integer) row.getObject(4),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getLong(7),
                        row.getString(8),
                        row.getLong(9)));
    }

    private static List<DiskView.Table> tables(Connection connection) throws SQLException {
        return all(
                connection,
                "SELECT table_id, status, pos_reference, screen, updated_at, entry FROM table_state ORDER BY table_id",
                row -> new DiskView.Table(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(6)));
    }

    private static Map<String, Long> tickets(Connection connection) throws SQLException {
        Map<String, Long> tickets = new HashMap<>();
        all(
                connection,
                "SELECT day || ' ' || order_type, last FROM ticket",
                row -> tickets.put(row.getString(1), row.getLong(2)));
        return tickets;
    }

    private static Map<EntryId, String> outbox(Connection connection) throws SQLException {
        Map<EntryId, String> states = new HashMap<>();
        all(
                connection,
                "SELECT id, status FROM outbox",
                row -> states.put(EntryId.parse(row.getString(1)), row.getString(2)));
        return states;
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
