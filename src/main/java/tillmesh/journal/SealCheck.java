package tillmesh.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Compares the rows of sealed tables with their seals. Plain JDBC, because it reads thousands of rows before a lane opens. */
final class SealCheck {
    /** Their last column is the seal over all the others. */
    private static final List<String> TABLES = List.of(
            "order_head", "table_state", "lease", "ticket", "op", "peer_mark", "cloud_mark", "set_aside", "missing");

    /** Tables that came with later scripts. */
    private static final List<String> MESH_TABLES = List.of("branch", "waiting");

    private static final List<String> CLEARED_TABLES = List.of("cleared");
    private static final int VERIFIED_SCRIPT = 5;
    private static final int REGISTER_SCRIPT = 6;
    private static final int PULLED_SCRIPT = 7;

    private final Connection connection;
    private final long rowsMax;

    /** @param rowsMax of each table at most so many rows are looked at */
    SealCheck(Connection connection, long rowsMax) {
        this.connection = connection;
        this.rowsMax = rowsMax;
    }

    /** @param scripts how many scripts made the file @throws tillmesh.fault.Fault that names the table with a damaged row */
    void run(int scripts) throws SQLException {
        List<String> tables = new ArrayList<>(TABLES);
        if (scripts > 1) {
            tables.addAll(MESH_TABLES);
        }
        if (scripts > 3) {
            tables.addAll(CLEARED_TABLES);
        }
        if (scripts >= VERIFIED_SCRIPT) {
            tables.add("verified");
        }
        if (scripts >= REGISTER_SCRIPT) {
            tables.add("register");
        }
        if (scripts >= PULLED_SCRIPT) {
            tables.add("pulled");
        }
        for (String table : tables) {
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT * FROM " + table + " LIMIT " + rowsMax);
                    ResultSet rows = statement.executeQuery()) {
                int seal = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    check(table, rows, seal);
                }
            }
        }
    }

    private static void check(String table, ResultSet row, int sealColumn) throws SQLException {
        Seal right = Seal.begin(table);
        for (int column = 1; column < sealColumn; column++) {
            right.add(row.getBytes(column));
        }
        Seal.check(row.getLong(sealColumn), right.value(), "a row of " + table);
    }
}
