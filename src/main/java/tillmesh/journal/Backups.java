package tillmesh.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/**
 * Copies of a lane's file that people ask for, in its backup folder. A copy is made beside the selling, from a connection
 * that only reads; it counts only when it was checked and flushed. One thread at a time, never the loop's: it takes as
 * long as the disk needs for the whole file.
 */
public final class Backups {
    /** So many copies that people asked for are kept; the oldest goes when there is one more. */
    public static final int KEPT = 8;

    private static final String ASKED_FOR = "backup-";
    private static final String FILE = ".db";
    private static final String UNFINISHED = ".part";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final DataFolder folder;
    private final long freeMin;

    /** @param freeMin a copy leaves at least so many bytes free, so that selling goes on */
    public Backups(DataFolder folder, long freeMin) {
        this.folder = folder;
        this.freeMin = freeMin;
    }

    /**
     * One copy.
     *
     * @param name of the file
     * @param at when it was made, ISO-8601 UTC
     * @param askedFor whether a person asked for it; the others are made before a change of form and before a reset, and stay
     */
    public record Backup(String name, long bytes, String at, boolean askedFor) {}

    /** Where they are. */
    public Path folder() {
        return folder.backups();
    }

    /** What is there, newest first. Reads names and sizes only. @throws Fault when the folder cannot be read */
    public List<Backup> list() {
        if (!Files.isDirectory(folder.backups())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.backups())) {
            return files.filter(file -> file.toString().endsWith(FILE))
                    .map(Backups::backup)
                    .sorted(Comparator.comparing(Backup::at)
                            .thenComparing(Backup::name)
                            .reversed())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    private static Backup backup(Path file) {
        try {
            String name = file.getFileName().toString();
            String at = Files.getLastModifiedTime(file)
                    .toInstant()
                    .truncatedTo(ChronoUnit.MILLIS)
                    .toString();
            return new Backup(name, Files.size(file), at, name.startsWith(ASKED_FOR));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Copies the whole file as it is at one moment, checks the copy and flushes it; then it lets go of those beyond
     * {@link #KEPT}.
     *
     * @param nowMillis wall clock, for its name
     * @throws Fault when there is no room, or the disk fails, or the copy is not sound; none is left behind then
     */
    public Backup make(long nowMillis) {
        Path part = null;
        try {
            OwnerOnly.folder(folder.backups());
            removeUnfinished();
            room();
            Path whole = free(ASKED_FOR + NAME.format(Instant.ofEpochMilli(nowMillis)));
            part = whole.resolveSibling(whole.getFileName() + UNFINISHED);
            OwnerOnly.file(part);
            copy(part);
            check(part);
            Flush.file(part);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            Flush.folder(folder.backups());
            letGo();
            return backup(whole);
        } catch (SQLException e) {
            discard(part);
            throw SqlTrouble.of("making a backup", e);
        } catch (IOException | UncheckedIOException e) {
            discard(part);
            throw unreadable(e);
        } catch (Fault e) {
            discard(part);
            throw e;
        }
    }

    private void copy(Path part) throws SQLException {
        try (Connection reading = Database.openReading(folder.database())) {
            Database.run(reading, "VACUUM INTO '" + part.toString().replace("'", "''") + "'");
        }
    }

    // Read back from the disk page by page: a copy that nobody has read is a hope.
    private static void check(Path part) throws SQLException {
        try (Connection copy = Database.openReading(part)) {
            String found = Database.text(copy, "PRAGMA integrity_check");
            if (!found.equals("ok")) {
                throw new Fault(
                        Remedy.CALL_SOMEONE,
                        "the copy is not sound: " + found,
                        "look at the disk; restart the node, so that it checks its own file");
            }
        }
        Reading.open(part).close();
    }

    private void room() throws IOException {
        long needed = Files.size(folder.database()) + (Files.exists(folder.wal()) ? Files.size(folder.wal()) : 0);
        long there = Files.getFileStore(folder.backups()).getUsableSpace();
        if (there - needed < freeMin) {
            throw new Fault(
                    Remedy.RETRY,
                    "there is no room for a backup: it needs " + (needed >> 20) + " MiB, " + (there >> 20)
                            + " MiB are free, and " + (freeMin >> 20) + " MiB must stay free",
                    "free space in the data folder, or copy older backups elsewhere and delete them");
        }
    }

    private Path free(String name) {
        Path file = folder.backups().resolve(name + FILE);
        for (int i = 2; Files.exists(file); i++) {
            file = folder.backups().resolve(name + "-" + i + FILE);
        }
        return file;
    }

    private void letGo() throws IOException {
        List<Backup> asked = list().stream().filter(Backup::askedFor).toList();
        for (Backup old : asked.subList(Math.min(KEPT, asked.size()), asked.size())) {
            Files.deleteIfExists(folder.backups().resolve(old.name()));
        }
    }

    private void removeUnfinished() throws IOException {
        try (Stream<Path> files = Files.list(folder.backups())) {
            files.filter(file -> file.toString().endsWith(FILE + UNFINISHED)).forEach(Backups::discard);
        }
    }

    private static void discard(@org.jspecify.annotations.Nullable Path part) {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            // The next backup tries again; its name says that it is not whole.
        }
    }

    private Fault unreadable(Exception why) {
        return new Fault(
                Remedy.RETRY,
                "the backup folder " + folder.backups() + " cannot be read or written: " + why.getMessage(),
                "free space there, and let this user write it",
                why);
    }
}
