package tillmesh.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Check;
import tillmesh.fault.Fault;

/**
 * The transaction of a burst. It opens at the first write, so a burst that only reads costs no flush; each note that
 * writes gets a savepoint, so that it can be taken back alone. Loop thread only.
 */
final class Pen implements AutoCloseable {
    private final Connection connection;
    private final Stroke begin = new Stroke("BEGIN IMMEDIATE");
    private final Stroke commit = new Stroke("COMMIT");
    private final Stroke rollback = new Stroke("ROLLBACK");
    private final Stroke savepoint = new Stroke("SAVEPOINT note");
    private final Stroke release = new Stroke("RELEASE note");
    private final Stroke backTo = new Stroke("ROLLBACK TO note");
    private boolean open;
    private boolean marked;
    private boolean saved;
    private boolean first;

    Pen(Connection connection) {
        this.connection = connection;
    }

    /** A statement of ours, kept prepared. The driver closes one for good when it fails, so it is prepared anew then. */
    private final class Stroke {
        private final String sql;
        private @Nullable PreparedStatement prepared;

        Stroke(String sql) {
            this.sql = sql;
        }

        void run() throws SQLException {
            PreparedStatement statement = prepared == null ? connection.prepareStatement(sql) : prepared;
            prepared = null;
            try {
                statement.execute();
                prepared = statement;
            } finally {
                if (prepared == null) {
                    statement.close();
                }
            }
        }
    }

    /** A note begins. */
    void mark() {
        if (saved) {
            run(release, "ending a note");
            saved = false;
        }
        marked = true;
        first = !open;
    }

    /** To be called before each write. */
    void writing() {
        Check.that(marked, "a write outside a note");
        if (!open) {
            run(begin, "opening a transaction");
            open = true;
        }
        if (!saved && !first) {
            run(savepoint, "beginning a note");
            saved = true;
        }
    }

    /** Undoes what was written since the last mark. @throws Fault when notes before it went with it */
    void takeBack() {
        marked = false;
        if (saved) {
            run(backTo, "taking a note back");
            run(release, "taking a note back");
            saved = false;
        } else if (open && first) {
            rollback();
        } else if (open) {
            checkAlive();
        }
    }

    // A failed read can end a transaction too, and silently: the next savepoint would begin another one and keep half
    // of the burst. That there is no second BEGIN tells that the first still stands.
    private void checkAlive() {
        try {
            begin.run();
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("within a transaction")) {
                return;
            }
        }
        throw new Fault(
                tillmesh.fault.Remedy.RETRY,
                "the disk ended a transaction while a note read from it",
                "look at the disk and at the space in the data folder");
    }

    /** Whether a transaction is open. */
    boolean writes() {
        return open;
    }

    /** Returns after the flush. @return whether anything was written */
    boolean commit() {
        marked = false;
        if (!open) {
            return false;
        }
        if (saved) {
            run(release, "ending a note");
            saved = false;
        }
        run(commit, "flushing to the disk");
        open = false;
        return true;
    }

    /** Undoes everything since the last commit. SQLite may have done so by itself after a disk error. */
    void rollback() {
        marked = false;
        saved = false;
        if (open) {
            open = false;
            try {
                rollback.run();
            } catch (SQLException e) {
                // "no transaction is active": SQLite undid it when the disk failed. Anything else shows at the next
                // BEGIN.
            }
        }
    }

    private static void run(Stroke stroke, String what) {
        try {
            stroke.run();
        } catch (SQLException e) {
            throw gone(e) ? lost(what, e) : SqlTrouble.of(what, e);
        }
    }

    // After a full disk or an I/O error SQLite may end the transaction by itself; the savepoint is gone with it.
    private static boolean gone(SQLException e) {
        return String.valueOf(e.getMessage()).contains("no such savepoint")
                || String.valueOf(e.getMessage()).contains("no transaction is active");
    }

    private static Fault lost(String what, SQLException e) {
        return new Fault(
                tillmesh.fault.Remedy.RETRY,
                "the disk ended a transaction while " + what,
                "free space in the data folder and look at the disk",
                e);
    }

    @Override
    public void close() {
        rollback();
        try {
            connection.close();
        } catch (SQLException e) {
            // What was committed is flushed; nothing else was promised.
        }
    }
}
