package tillmesh.far;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The file of a cloud in a box, read and changed behind its back. */
public final class BoxFile {
    private final Path file;

    /** @param dir the folder of the box */
    public BoxFile(Path dir) {
        this.file = dir.resolve("cloud.db");
    }

    /** Runs a statement. @return the first column of what it gives, if it gives anything */
    public List<String> sql(String statement) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement asked = connection.createStatement()) {
            asked.execute("PRAGMA busy_timeout = 5000");
            List<String> rows = new ArrayList<>();
            if (asked.execute(statement)) {
                ResultSet found = asked.getResultSet();
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
