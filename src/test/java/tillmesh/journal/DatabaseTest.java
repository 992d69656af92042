package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

class DatabaseTest {
    @TempDir
    Path dir;

    @Test
    void commits_are_flushed_and_the_log_is_folded_only_when_told() throws Exception {
        try (Connection connection = Database.openWriting(dir.resolve("a.db"), 1L << 20)) {
            assertEquals("wal", Database.text(connection, "PRAGMA journal_mode"));
            assertEquals("2", Database.text(connection, "PRAGMA synchronous"));
            assertEquals("1", Database.text(connection, "PRAGMA fullfsync"));
            assertEquals("0", Database.text(connection, "PRAGMA wal_autocheckpoint"));
            assertEquals("256", Database.text(connection, "PRAGMA max_page_count"));
            assertEquals(DamagedPages.PAGE, Database.number(connection, "PRAGMA page_size"));
        }
    }

    @Test
    void a_place_where_no_log_can_be_kept_is_refused() {
        Fault refused = assertThrows(Fault.class, () -> Database.openWriting(Path.of(":memory:"), 1L << 20));

        assertEquals(Remedy.CALL_SOMEONE, refused.remedy());
        assertTrue(refused.sentence().contains("journal_mode"), refused.sentence());
    }

    @Test
    void a_reader_cannot_write() throws Exception {
        Path file = dir.resolve("a.db");
        try (Connection writing = Database.openWriting(file, 1L << 20);
                Connection reading = Database.openReading(file)) {
            Database.run(writing, "CREATE TABLE a (x INTEGER)");

            assertThrows(SQLException.class, () -> Database.run(reading, "INSERT INTO a VALUES (1)"));
        }
    }
}
