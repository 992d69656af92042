package tillmesh.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import tillmesh.fault.Fault;

/**
 * Looks at a file before it is trusted: the structure of its pages, its schema, the seal of each row and the hash chain.
 * Small files are checked whole; of large ones the newest part is, and the rest by {@link Reading#prove} while the lane
 * sells, and every entry and row again when it is read.
 */
final class StartCheck {
    /** Files up to this size get the thorough page check, which also compares indexes with tables. */
    private static final long THOROUGH_BYTES = 48L << 20;
    /** How many of the newest entries are walked before the lane opens. */
    private static final int WALKED_MAX = 20_000;
    /** How many orders and how many remembered operations are looked at before the lane opens. */
    private static final int ROWS_MAX = 20_000;

    private final Connection connection;
    private final DataFolder folder;

    StartCheck(Connection connection, DataFolder folder) {
        this.connection = connection;
        this.folder = folder;
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
                rows(sessions.over(connection));
                chain();
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
        if (folder.database().toFile().length() <= THOROUGH_BYTES) {
            page("integrity_check(1)");
            return;
        }
        for (String table : List.of("store", "stream", "missing", "table_state", "lease", "ticket", "peer_mark")) {
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

    private static void rows(SqlSession session) {
        StoreMapper store = session.getMapper(StoreMapper.class);
        StoreRow.Row row = store.store();
        if (row != null) {
            row.row();
        }
        BallotRow.Row ballot = store.ballot();
        if (ballot != null) {
            ballot.checked();
        }
        FactMapper facts = session.getMapper(FactMapper.class);
        facts.facts().forEach(FactRow.Row::checked);
        PromiseRow.Row promise = facts.promise();
        if (promise != null) {
            promise.checked();
        }
        MarkMapper marks = session.getMapper(MarkMapper.class);
        marks.peerMarks().forEach(PeerMark.Row::mark);
        marks.cloudMarks().forEach(CloudMark.Row::mark);
        marks.setAside().forEach(SetAside.Row::row);
        projections(session.getMapper(ShopMapper.class));
    }

    private static void projections(ShopMapper shop) {
        shop.orders("", ROWS_MAX).forEach(OrderHead.Row::head);
        shop.openOrders().forEach(OrderHead.Row::head);
        shop.tables().forEach(TableRow::state);
        shop.leases().forEach(LeaseRow.Row::lease);
        shop.tickets().forEach(TicketRow::checked);
        shop.ops(ROWS_MAX).forEach(OpRow.Row::op);
        if (shop.strayOrders(ROWS_MAX) > 0) {
            throw SqlTrouble.damaged("orders do not fit the journal", null);
        }
    }

    private void chain() throws SQLException {
        long lastId = Database.number(connection, "SELECT COALESCE(MAX(id), 0) FROM entry");
        Proof proof = new ChainWalk(connection, walked -> {}).walk(Math.max(0, lastId - WALKED_MAX));
        if (!proof.chained()) {
            throw SqlTrouble.damaged("the hash chain does not close", null);
        }
    }
}
