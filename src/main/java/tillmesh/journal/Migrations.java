package tillmesh.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/**
 * Brings a file to the newest form: the numbered scripts of {@code sql/lane}, in order, each in one transaction, each
 * remembered with its checksum. A file that already holds something is copied aside first.
 */
final class Migrations {
    /** The scripts, oldest first. Never edited once released: a change is a new script. */
    private static final List<String> SCRIPTS = List.of("V001__journal.sql");

    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT"
                    + " NULL, checksum TEXT NOT NULL)";

    private Migrations() {}

    /** @throws Fault when a script was changed after it ran here, or the file is from a newer Tillmesh */
    static void run(Connection connection, DataFolder folder) {
        run(connection, folder, SCRIPTS, name -> read(name));
    }

    /** Where the text of a script comes from. */
    interface Source {
        String text(String name);
    }

    static void run(Connection connection, DataFolder folder, List<String> scripts, Source source) {
        try {
            Database.run(connection, TABLE);
            long done = Database.number(connection, "SELECT COUNT(*) FROM migration");
            if (done > scripts.size()) {
                throw new Fault(
                        Remedy.CALL_SOMEONE,
                        "the database was written by a newer Tillmesh (form " + done + ", this one knows "
                                + scripts.size() + ")",
                        "start the newer version, or restore the copy in " + folder.backups());
            }
            for (int i = 0; i < done; i++) {
                check(connection, i + 1, scripts.get(i), source);
            }
            if (done > 0 && done < scripts.size()) {
                copyAside(connection, folder, "before-V" + String.format("%03d", done + 1));
            }
            for (int i = (int) done; i < scripts.size(); i++) {
                apply(connection, i + 1, scripts.get(i), source.text(scripts.get(i)));
            }
        } catch (SQLException e) {
            throw SqlTrouble.of("bringing the database to its newest form", e);
        }
    }

    private static void check(Connection connection, int number, String name, Source source) throws SQLException {
        String known = Database.text(connection, "SELECT checksum FROM migration WHERE number = " + number);
        if (!known.equals(checksum(source.text(name)))) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the script " + name + " is not the one that made this database",
                    "start the version that made it; released scripts are never edited");
        }
    }

    private static void apply(Connection connection, int number, String name, String text) throws SQLException {
        Database.run(connection, "BEGIN IMMEDIATE");
        try {
            for (String statement : statements(text)) {
                Database.run(connection, statement);
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO migration (number, name, checksum) VALUES (?, ?, ?)")) {
                insert.setInt(1, number);
                insert.setString(2, name);
                insert.setString(3, checksum(text));
                insert.executeUpdate();
            }
            Database.run(connection, "COMMIT");
        } catch (SQLException e) {
            Database.run(connection, "ROLLBACK");
            throw e;
        }
    }

    /** Copies the whole file into the backup folder while it is open. Returns where to. */
    static Path copyAside(Connection connection, DataFolder folder, String name) throws SQLException {
        try {
            Files.createDirectories(folder.backups());
            Path copy = folder.backups().resolve(name + ".db");
            for (int i = 2; Files.exists(copy); i++) {
                copy = folder.backups().resolve(name + "-" + i + ".db");
            }
            Database.run(connection, "VACUUM INTO '" + copy.toString().replace("'", "''") + "'");
            return copy;
        } catch (IOException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the folder " + folder.backups() + " cannot be made: " + e.getMessage(),
                    "free space in the data folder, and let this user write it",
                    e);
        }
    }

    /** Scripts hold no text with a semicolon, so a semicolon at a line's end (or before a comment) ends a statement. */
    private static List<String> statements(String text) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : text.lines().toList()) {
            int comment = line.indexOf("--");
            String code = (comment < 0 ? line : line.substring(0, comment)).stripTrailing();
            statement.append(code).append('\n');
            if (code.endsWith(";")) {
                statements.add(statement.toString());
                statement.setLength(0);
            }
        }
        return statements;
    }

    private static String checksum(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static String read(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream("/tillmesh/sql/lane/" + name)) {
            if (in == null) {
                throw new AssertionError("the script " + name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("the script " + name + " cannot be read from the jar", e);
        }
    }
}
