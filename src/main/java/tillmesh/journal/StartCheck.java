package tillmesh.journal;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import tillmesh.entry.Topics;
import tillmesh.fault.Fault;

/**
 * Looks at a file before it is trusted: the structure of its pages, its schema, the seal of each row and the hash chain.
 * Small files are checked whole; of large ones the newest part is, every entry and row again when it is read, and everything
 * once damage was met while the lane ran.
 */
final class StartCheck {
    /** Files up to this size get the thorough page check, which also compares indexes with tables. */
    private static final long THOROUGH_BYTES = 48L << 20;
    /** How many of the newest entries are walked before the lane opens. */
    private static final long WALKED_MAX = 5_000;
    /** How many rows of each other table are looked at before the lane opens. */
    private static final long ROWS_MAX = 5_000;

    /** The script that made the tables which the questions below read; a file from before it is migrated first. */
    private static final int MESH_SCRIPT = 2;

    private static final List<String> SMALL =
            List.of("store", "stream", "missing", "table_state", "lease", "ticket", "peer_mark", "cloud_mark");
    /** Rows that their entries contradict. Old pages under new ones look sound, each for itself. */
    private static final List<String> STRAYS = List.of(
            "SELECT 1 FROM order_head h LEFT JOIN entry e ON e.id = h.entry WHERE h.entry > ? AND (e.id IS NULL"
                    + " OR e.subject IS NOT h.pos_reference OR e.version > h.version)",
            "SELECT 1 FROM entry e LEFT JOIN order_head h ON h.pos_reference = e.subject WHERE e.id > ? AND e.topic IN ('"
                    + Topics.ORDER_SNAPSHOT + "', '" + Topics.ORDER_PAID
                    + "') AND (h.entry IS NULL OR (h.entry < e.id AND h.version < e.version))"
                    + " AND e.id NOT IN (SELECT entry FROM waiting)",
            "SELECT 1 FROM entry e LEFT JOIN table_state t ON t.table_id = CAST(e.subject AS INTEGER) LEFT JOIN entry s ON"
                    + " s.id = t.entry WHERE e.id > ? AND e.topic = '" + Topics.TABLE_STATUS
                    + "' AND (s.id IS NULL OR (s.id < e.id AND (s.wall, s.count) < (e.wall, e.count)))",
            "SELECT 1 FROM entry e LEFT JOIN ticket t ON t.day = e.payload ->> 'day' AND t.order_type = e.subject WHERE"
                    + " e.id > ? AND e.topic = '" + Topics.TICKET_NUMBER
                    + "' AND (t.last IS NULL OR t.last < e.version)");

    private final Connection connection;
    private final DataFolder folder;
    private final boolean whole;

    StartCheck(Connection connection, DataFolder folder) {
        this.connection = connection;
        this.folder = folder;
        this.whole = Files.exists(folder.checkAll());
    }

    /**
     * Returns for a sound file.
     *
     * @return how many scripts made it, 0 for a file without tables
     * @throws Fault with remedy RESTART that says what is damaged, with another remedy when the file cannot be judged
     */
    int run(Sessions sessions) {
        try {
            pages();
            int scripts = Migrations.known(connection, folder);
            if (scripts > 0) {
                schema(scripts);
                rows(sessions.over(connection), scripts);
                chain(scripts);
            }
            return scripts;
        } catch (SQLException | PersistenceException | AssertionError | IllegalArgumentException e) {
            throw judge(e);
        }
    }

    // A disk that fails or a file that is held is no damage. In a file of a form we know any other SQL error is, and so
    // is a value that our own types refuse.
    private static Fault judge(Throwable thrown) {
        return switch (SqlTrouble.kind(thrown)) {
            case FULL, DISK, BUSY -> SqlTrouble.of("checking the database", thrown);
            default -> SqlTrouble.damaged("the database cannot be read through", thrown);
        };
    }

    private void pages() throws SQLException {
        if (whole || folder.database().toFile().length() <= THOROUGH_BYTES) {
            page("integrity_check(1)");
            return;
        }
        for (String table : SMALL) {
            page("quick_check('" + table + "')");
        }
    }

    private void page(String check) throws SQLException {
        if (!Database.text(connection, "PRAGMA " + check).equals("ok")) {
            throw SqlTrouble.damaged("the pages of the database are damaged", null);
        }
    }

    private void schema(int scripts) throws SQLException {
        if (!Schema.of(connection).equals(Schema.expected(scripts))) {
            throw SqlTrouble.damaged("the schema of the database is damaged", null);
        }
    }

    private void rows(SqlSession session, int scripts) throws SQLException {
        StoreMapper store = session.getMapper(StoreMapper.class);
        StoreRow.Row row = store.store();
        if (row != null) {
            row.row();
        }
        BallotRow.Row ballot = store.ballot();
        if (ballot != null) {
            ballot.checked();
        }
        if (scripts >= MESH_SCRIPT) {
            FactMapper facts = session.getMapper(FactMapper.class);
            facts.facts().forEach(FactRow.Row::checked);
            PromiseRow.Row promise = facts.promise();
            if (promise != null) {
                promise.checked();
            }
        }
        new SealCheck(connection, whole ? Long.MAX_VALUE : ROWS_MAX).run(scripts);
    }

    private void chain(int scripts) throws SQLException {
        long lastId = Database.number(connection, "SELECT COALESCE(MAX(id), 0) FROM entry");
        long from = whole ? 0 : Math.max(0, lastId - WALKED_MAX);
        Proof proof = new ChainWalk(connection, walked -> {}).walk(from);
        if (!proof.chained()) {
            throw SqlTrouble.damaged("the hash chain does not close", null);
        }
        for (String question : scripts < MESH_SCRIPT ? List.<String>of() : STRAYS) {
            if (Database.number(connection, "SELECT EXISTS (" + question.replace("?", Long.toString(from)) + ")")
                    != 0) {
                throw SqlTrouble.damaged("orders, tables or tickets do not fit the journal", null);
            }
        }
    }
}
