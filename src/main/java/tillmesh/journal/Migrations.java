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
    static final List<String> SCRIPTS = List.of(
            "V001__journal.sql",
            "V002__mesh.sql",
            "V003__settled.sql",
            "V004__cleared.sql",
            "V005__verified.sql",
            "V006__registers.sql",
            "V007__pulled.sql");

    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL,"
                    + " seal INTEGER NOT NULL) STRICT";

    private Migrations() {}

    /** @throws Fault when a script was changed after it ran here, or the file is from a newer Tillmesh */
    static void run(Connection connection, DataFolder folder) {
        run(connection, folder, SCRIPTS, Migrations::read);
    }

    /** Where the text of a script comes from. */
    interface Source {
        String text(String name);
    }

    static void run(Connection connection, DataFolder folder, List<String> scripts, Source source) {
        try {
            int done = known(connection, folder, scripts, source);
            if (done > 0 && done < scripts.size()) {
                copyAside(connection, folder, "before-V" + String.format("%03d", done + 1));
            }
            apply(connection, done, scripts, source);
        } catch (SQLException e) {
            throw SqlTrouble.of("bringing the database to its newest form", e);
        }
    }

    /** Makes an empty database of the newest form. */
    static void make(Connection connection) throws SQLException {
        apply(connection, 0, SCRIPTS, Migrations::read);
    }

    /** Makes an empty database of an older form: that of the first so many scripts. */
    static void make(Connection connection, int scripts) throws SQLException {
        apply(connection, 0, SCRIPTS.subList(0, scripts), Migrations::read);
    }

    /** How many scripts made the file. Only reads. @throws Fault when they are not ours */
    static int known(Connection connection, DataFolder folder) throws SQLException {
        return known(connection, folder, SCRIPTS, Migrations::read);
    }

    private static int known(Connection connection, DataFolder folder, List<String> scripts, Source source)
            throws SQLException {
        String table = Database.text(connection, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'migration'");
        long done = table.equals("0") ? 0 : Database.number(connection, "SELECT COUNT(*) FROM migration");
        for (int i = 0; i < Math.min(done, scripts.size()); i++) {
            check(connection, i + 1, scripts.get(i), source);
        }
        if (done > scripts.size()) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the database was written by a newer Tillmesh (form " + done + ", this one knows " + scripts.size()
                            + ")",
                    "start the newer version, or restore the copy in " + folder.backups());
        }
        return (int) done;
    }

    private static void apply(Connection connection, int done, List<String> scripts, Source source)
            throws SQLException {
        Database.run(connection, TABLE);
        for (int i = done; i < scripts.size(); i++) {
            apply(connection, i + 1, scripts.get(i), source.text(scripts.get(i)));
        }
    }

    private static void check(Connection connection, int number, String name, Source source) throws SQLException {
        String where = " FROM migration WHERE number = " + number;
        String known = Database.text(connection, "SELECT checksum" + where);
        String knownName = Database.text(connection, "SELECT name" + where);
        long seal = Database.number(connection, "SELECT seal" + where);
        Seal.check(seal, Seal.of("migration", number, knownName, known), "the list of migrations");
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
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO migration (number, name, checksum, seal) VALUES (?, ?, ?, ?)")) {
                insert.setInt(1, number);
                insert.setString(2, name);
                insert.setString(3, checksum(text));
                insert.setLong(4, Seal.of("migration", number, name, checksum(text)));
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
            OwnerOnly.folder(folder.backups());
            Path copy = folder.backups().resolve(name + ".db");
            for (int i = 2; Files.exists(copy); i++) {
                copy = folder.backups().resolve(name + "-" + i + ".db");
            }
            OwnerOnly.file(copy);
            Database.run(connection, "VACUUM INTO '" + copy.toString().replace("'", "''") + "'");
            Flush.file(copy);
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
