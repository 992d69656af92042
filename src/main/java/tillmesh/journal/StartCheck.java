package tillmesh.journal;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import tillmesh.entry.Topics;
import tillmesh.fault.Fault;
import tillmesh.shop.LaneId;
import tillmesh.shop.TicketRange;

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
                    + Topics.ORDER_SNAPSHOT + "', '" + Topics.ORDER_PAID + "', '" + Topics.ORDER_FINALIZED
                    + "') AND (h.entry IS NULL OR (h.entry < e.id AND h.version < e.version))"
                    + " AND e.id NOT IN (SELECT entry FROM waiting)",
            "SELECT 1 FROM entry e LEFT JOIN table_state t ON t.table_id = CAST(e.subject AS INTEGER) LEFT JOIN entry s ON"
                    + " s.id = t.entry WHERE e.id > ? AND e.topic = '" + Topics.TABLE_STATUS
                    + "' AND (s.id IS NULL OR (s.id < e.id AND (s.wall, s.count) < (e.wall, e.count)))");

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
    int run() {
        try {
            pages();
            int scripts = Migrations.known(connection, folder);
            if (scripts > 0) {
                schema(scripts);
                rows(Sessions.over(connection), scripts);
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
                throw SqlTrouble.damaged("orders or tables do not fit the journal", null);
            }
        }
        if (scripts >= MESH_SCRIPT && !numbersCounted(from)) {
            throw SqlTrouble.damaged("tickets do not fit the journal", null);
        }
    }

    // A number that no counter has reached would be given again.
    private boolean numbersCounted(long from) throws SQLException {
        Map<String, Long> counted = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT day, order_type, last FROM ticket")) {
            while (row.next()) {
                counted.put(row.getString(1) + " " + row.getString(2), row.getLong(3));
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT e.payload ->> 'day', e.subject, s.origin, e.version"
                        + " FROM entry e JOIN stream s USING (stream) WHERE e.id > " + from + " AND e.topic = '"
                        + Topics.TICKET_NUMBER + "'")) {
            while (row.next()) {
                String type = row.getString(2);
                long number = row.getLong(4);
                boolean shops = TicketRange.shopWide(number);
                String series = shops ? type : TicketRange.series(type, new LaneId(row.getString(3)));
                if (counted.getOrDefault(row.getString(1) + " " + series, 0L)
                        < (shops ? number : TicketRange.countOf(number))) {
                    return false;
                }
            }
        }
        return true;
    }
}
