package tillmesh.cluster.net;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one lane's file says, read by plain SQL. Entries are called by their names, so that lanes can be compared.
 *
 * @param lane whose it is
 * @param entries all of them by name
 * @param heads order, version number, name of the entry, and whether it is paid
 * @param branches order and name of the entry
 * @param waiting versions whose base is not there
 */
record Copy(String lane, Map<String, Row> entries, Set<String> heads, Set<String> branches, Set<String> waiting) {
    private static final String NAME = "s.origin || '-' || printf('%08x', s.incarnation & 4294967295) || '-' || e.seq";

    /** One entry. @param bases names of the versions it was made from, with spaces between; empty for none */
    record Row(
            String topic,
            @Nullable String subject,
            String bases,
            @Nullable String screen,
            @Nullable String operation,
            String payload,
            String hash) {
        boolean isVersion() {
            return topic.startsWith("order.");
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static Copy of(String lane, Path folder) {
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("tillmesh.db"))) {
            file.setAutoCommit(false);
            Map<String, Row> entries = new TreeMap<>();
            all(
                    file,
                    "SELECT " + NAME + ", e.topic, e.subject, e.base, e.screen, e.op_id, e.payload, hex(e.hash)"
                            + " FROM entry e JOIN stream s ON s.stream = e.stream",
                    row -> entries.put(row.getString(1), row(row)));
            return new Copy(
                    lane,
                    entries,
                    texts(
                            file,
                            "SELECT h.pos_reference || ' version ' || h.version || ' is ' || " + NAME
                                    + " || CASE h.paid WHEN 1 THEN ' paid' ELSE '' END"
                                    + " FROM order_head h JOIN entry e ON e.id = h.entry JOIN stream s ON s.stream = e.stream"),
                    texts(
                            file,
                            "SELECT b.pos_reference || ' ' || " + NAME
                                    + " FROM branch b JOIN entry e ON e.id = b.entry JOIN stream s ON s.stream = e.stream"),
                    texts(file, "SELECT base FROM waiting"));
        } catch (SQLException e) {
            throw new AssertionError("the file of " + lane + " cannot be read", e);
        }
    }

    /** How many entries there are; the node may run. */
    static long count(Path folder) {
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("tillmesh.db"))) {
            return all(file, "SELECT COUNT(*) FROM entry", row -> row.getLong(1))
                    .get(0);
        } catch (SQLException e) {
            throw new AssertionError("the file in " + folder + " cannot be read", e);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        String bases = row.getString(4);
        return new Row(
                row.getString(2),
                row.getString(3),
                bases == null ? "" : bases,
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8));
    }

    private static Set<String> texts(Connection file, String sql) throws SQLException {
        return new TreeSet<>(all(file, sql, row -> row.getString(1)));
    }

    private static <T> List<T> all(Connection file, String sql, Reader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Statement statement = file.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(reader.read(result));
            }
        }
        return rows;
    }
}
