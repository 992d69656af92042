package tillmesh.journal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** Turns what SQLite says into a {@link Fault} with a remedy. */
final class SqlTrouble {
    private SqlTrouble() {}

    /** @param what what was being done, for the sentence */
    static Fault of(String what, Throwable thrown) {
        SQLException sql = sqlException(thrown);
        // The low byte is the primary code; the rest tells details.
        int code = sql.getErrorCode() & 0xff;
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return new Fault(Remedy.RETRY, "disk full while " + what, "free space in the data folder", thrown);
        }
        if (code == SQLiteErrorCode.SQLITE_READONLY.code || code == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
            return new Fault(
                    Remedy.RETRY,
                    "the database cannot be written while " + what,
                    "let this user write the data folder",
                    thrown);
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return damaged("the database is damaged, noticed while " + what, thrown);
        }
        if (code == SQLiteErrorCode.SQLITE_IOERR.code || code == SQLiteErrorCode.SQLITE_BUSY.code) {
            return new Fault(
                    Remedy.RETRY,
                    "the disk answered with an error while " + what + ": " + sql.getMessage(),
                    "look at the disk and its cables",
                    thrown);
        }
        if (code == SQLiteErrorCode.SQLITE_TOOBIG.code) {
            return new Fault(Remedy.SET_ASIDE, "too large for the database while " + what, "", thrown);
        }
        throw new AssertionError("SQL failed while " + what, thrown);
    }

    /** Damage is repaired by a fresh start, which moves the file aside and saves what is sound. */
    static Fault damaged(String what, @Nullable Throwable thrown) {
        return new Fault(Remedy.RESTART, what, "the node restarts and repairs the file", thrown);
    }

    private static SQLException sqlException(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                return sql;
            }
        }
        throw new AssertionError("not a database error", thrown);
    }
}
