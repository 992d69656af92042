package tillmesh.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What the schema of a lane's file must look like: what the migrations make in an empty database. */
final class Schema {
    private Schema() {}

    /** All CREATE statements as one text. */
    static String expected() throws SQLException {
        try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            Migrations.run(memory, new DataFolder(Path.of(".")));
            return StartCheck.schemaOf(memory);
        }
    }
}
