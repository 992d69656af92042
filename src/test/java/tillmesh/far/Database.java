package tillmesh.far;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A PostgreSQL with the roles that a Supabase project has and the files of {@code sql/supabase}. */
public final class Database {
    private static final Path SQL = Path.of("sql/supabase");
    // As a project is before anything was run in it; what is made in public is everybody's by default there.
    private static final String PROJECT = """
            CREATE ROLE anon NOLOGIN; CREATE ROLE authenticated NOLOGIN; CREATE ROLE service_role NOLOGIN BYPASSRLS;
            CREATE ROLE authenticator LOGIN NOINHERIT;
            GRANT anon, authenticated, service_role TO authenticator;
            ALTER ROLE authenticator SET statement_timeout = '8s';
            GRANT USAGE ON SCHEMA public TO anon, authenticated, service_role;
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated, service_role;
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON FUNCTIONS TO anon, authenticated, service_role;
            """;

    private final EmbeddedPostgres server;
    private final DataSource owner;

    Database() {
        File data = new File("target/far/data-" + ProcessHandle.current().pid()).getAbsoluteFile();
        try {
            server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(new File("target/far"))
                    // No test cuts its power; what is measured is measured as on a disk that counts.
                    .setServerConfig("fsync", Boolean.getBoolean("far.fsync") ? "on" : "off")
                    .setServerConfig("synchronous_commit", "on")
                    // The worst for a planner: nobody tells it how tables have grown.
                    .setServerConfig("autovacuum", Boolean.getBoolean("far.fsync") ? "on" : "off")
                    .setDataDirectory(data)
                    .setCleanDataDirectory(true)
                    .start();
        } catch (IOException | IllegalStateException e) {
            throw new AssertionError(
                    "PostgreSQL does not start here (as root it needs user namespaces); leave these tests"
                            + " out with -Dskip.far=true",
                    e);
        }
        owner = server.getPostgresDatabase();
        // Also when this JVM is killed.
        Companion.whenGone("kill -INT $(head -n 1 \"$1/postmaster.pid\")", data.toString());
        run(PROJECT);
        install();
    }

    int port() {
        return server.getPort();
    }

    /** Runs the files as their first lines say. Any number of times. */
    public void install() {
        try (Stream<Path> files = Files.list(SQL)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                run(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs statements as the owner. */
    public void run(String sql) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + " in " + sql, e);
        }
    }

    /** The rows of a query, each with its columns joined by a blank; null is a dash. */
    public List<String> rows(String sql) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    String text = found.getString(column);
                    row.add(text == null ? "-" : text);
                }
                rows.add(String.join(" ", row));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + " in " + sql, e);
        }
    }

    /** A connection of the owner's, for whoever inserts by plain SQL. */
    public Connection connect() throws SQLException {
        return owner.getConnection();
    }
}
