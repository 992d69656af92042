package tillmesh.journal;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.apache.ibatis.exceptions.PersistenceException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** Turns what SQLite says into a {@link Fault} with a remedy. */
final class SqlTrouble {
    private SqlTrouble() {}

    /** What is wrong, as far as somebody can act on it. */
    enum Kind {
        /** No room, on the disk or below the ceiling of the file. */
        FULL,
        /** The disk answers with errors, or does not let us write. */
        DISK,
        /** Another process holds the file for the moment. */
        BUSY,
        /** What is in the file cannot be so. */
        DAMAGED,
        /** One value is longer than SQLite takes. */
        TOO_LARGE,
        /** A mistake of ours, or damage that looks like one. */
        OTHER
    }

    /** What a database error says. {@link Kind#OTHER} when it is none. */
    static Kind kind(@Nullable Throwable thrown) {
        SQLException sql = sqlException(thrown);
        if (sql == null) {
            return Kind.OTHER;
        }
        // The low byte is the primary code; the rest tells details.
        int code = sql.getErrorCode() & 0xff;
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return Kind.FULL;
        }
        if (code == SQLiteErrorCode.SQLITE_IOERR.code
                || code == SQLiteErrorCode.SQLITE_READONLY.code
                || code == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || code == SQLiteErrorCode.SQLITE_PERM.code) {
            return Kind.DISK;
        }
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return Kind.BUSY;
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return Kind.DAMAGED;
        }
        return code == SQLiteErrorCode.SQLITE_TOOBIG.code ? Kind.TOO_LARGE : Kind.OTHER;
    }

    /** @param what what was being done, for the sentence @throws AssertionError when the SQL itself is wrong */
    static Fault of(String what, Throwable thrown) {
        SQLException sql = sqlException(thrown);
        String said = sql == null ? "" : String.valueOf(sql.getMessage());
        return switch (kind(thrown)) {
            case FULL -> retry("disk full while " + what, "free space in the data folder", thrown);
            case DISK ->
                retry(
                        "the disk answered with an error while " + what + ": " + said,
                        "look at the disk, and let this user write the data folder",
                        thrown);
            case BUSY ->
                retry(
                        "another program holds the database, noticed while " + what,
                        "end the program that has tillmesh.db open",
                        thrown);
            case DAMAGED -> damaged("the database is damaged, noticed while " + what, thrown);
            case TOO_LARGE -> new Fault(Remedy.SET_ASIDE, "too large for the database while " + what, "", thrown);
            case OTHER -> throw new AssertionError("SQL failed while " + what, thrown);
        };
    }

    private static Fault retry(String what, String hint, Throwable thrown) {
        return new Fault(Remedy.RETRY, what, hint, thrown);
    }

    /** Damage is repaired by a fresh start, which moves the file aside and saves what is sound. */
    static Fault damaged(String what, @Nullable Throwable thrown) {
        return new Fault(Remedy.RESTART, what, "the node restarts and repairs the file", thrown);
    }

    /**
     * Asks the database. @param what what is being read, for the sentence
     *
     * @throws Fault when the disk fails, or what it holds cannot be so
     */
    static <T> T asked(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (PersistenceException e) {
            throw of(what, e);
        } catch (IllegalArgumentException e) {
            // A name or number that our own types refuse: it was sound when it was written.
            throw damaged("the database is damaged, noticed while " + what, e);
        }
    }

    private static @Nullable SQLException sqlException(@Nullable Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
