package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

class MigrationsTest {
    @TempDir
    Path dir;

    private final Map<String, String> scripts = new HashMap<>(Map.of(
            "V001__a.sql", "-- first\nCREATE TABLE a (x INTEGER);\nINSERT INTO a VALUES (1);\n",
            "V002__b.sql", "CREATE TABLE b (x INTEGER);\nINSERT INTO b SELECT x + 1 FROM a;\n"));
    private DataFolder folder;
    private Connection connection;

    @BeforeEach
    void open() {
        folder = DataFolder.open(dir);
        connection = Database.openWriting(folder.database(), 1L << 30);
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
    }

    private void run(String... names) {
        Migrations.run(connection, folder, List.of(names), name -> String.valueOf(scripts.get(name)));
    }

    private long number(String sql) throws Exception {
        return Database.number(connection, sql);
    }

    @Test
    void scripts_run_once_and_in_order() throws Exception {
        run("V001__a.sql");
        run("V001__a.sql", "V002__b.sql");
        run("V001__a.sql", "V002__b.sql");

        assertEquals(2, number("SELECT x FROM b"));
        assertEquals(1, number("SELECT COUNT(*) FROM a"));
        assertEquals(2, number("SELECT COUNT(*) FROM migration"));
    }

    @Test
    void a_file_that_holds_something_is_copied_before_it_is_changed() throws Exception {
        run("V001__a.sql");
        assertTrue(Files.notExists(folder.backups()));

        run("V001__a.sql", "V002__b.sql");

        try (Connection copy = Database.openReading(folder.backups().resolve("before-V002.db"))) {
            assertEquals(1, Database.number(copy, "SELECT COUNT(*) FROM migration"));
            assertEquals(1, Database.number(copy, "SELECT x FROM a"));
        }
    }

    @Test
    void a_script_that_was_changed_after_it_ran_is_refused() {
        run("V001__a.sql");
        scripts.put("V001__a.sql", "CREATE TABLE a (x TEXT);\n");

        Fault refused = assertThrows(Fault.class, () -> run("V001__a.sql"));

        assertEquals(Remedy.CALL_SOMEONE, refused.remedy());
        assertTrue(refused.sentence().contains("V001__a.sql"), refused.sentence());
    }

    @Test
    void a_file_of_a_newer_version_is_refused() {
        run("V001__a.sql", "V002__b.sql");

        Fault refused = assertThrows(Fault.class, () -> run("V001__a.sql"));

        assertEquals(Remedy.CALL_SOMEONE, refused.remedy());
        assertTrue(refused.sentence().contains("newer"), refused.sentence());
    }

    @Test
    void a_script_that_fails_leaves_the_form_before_it() throws Exception {
        run("V001__a.sql");
        scripts.put("V002__b.sql", "CREATE TABLE b (x INTEGER);\nINSERT INTO nowhere VALUES (1);\n");

        assertThrows(AssertionError.class, () -> run("V001__a.sql", "V002__b.sql"));

        assertEquals(0, number("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'b'"));
        assertEquals(1, number("SELECT COUNT(*) FROM migration"));
    }

    @Test
    void a_flipped_bit_in_the_list_of_scripts_is_damage_and_no_newer_version() throws Exception {
        run("V001__a.sql");
        Database.run(connection, "UPDATE migration SET checksum = substr(checksum, 2) || 'g'");

        Fault damaged = assertThrows(Fault.class, () -> run("V001__a.sql"));

        assertEquals(Remedy.RESTART, damaged.remedy());
    }

    @Test
    void every_script_of_this_version_is_in_the_jar_and_runs() throws Exception {
        Migrations.make(connection);

        try (Stream<Path> scripts = Files.list(Path.of("sql/lane"))) {
            int count = (int) scripts.count();
            assertEquals(count, number("SELECT COUNT(*) FROM migration"));
            assertEquals(Schema.expected(count), Schema.of(connection));
        }
    }
}
