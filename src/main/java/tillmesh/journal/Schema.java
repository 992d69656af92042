package tillmesh.journal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What the schema of a lane's file must look like: what the migrations make in an empty database. */
final class Schema {
    private Schema() {}

    /** All CREATE statements after so many scripts, as one text. */
    static String expected(int scripts) throws SQLException {
        try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            Migrations.make(memory, scripts);
            return of(memory);
        }
    }

    /** All CREATE statements of a database as one text. */
    static String of(Connection connection) throws SQLException {
        return Database.text(
                connection,
                "SELECT group_concat(type || name || tbl_name || sql, ';') FROM (SELECT type, name, tbl_name, sql FROM"
                        + " sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name)");
    }
}
