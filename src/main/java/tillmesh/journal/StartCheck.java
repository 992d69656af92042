package tillmesh.journal;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;

/**
 * Looks at a file before it is trusted: the structure of its pages, its schema, the seal of each projection row and the
 * hash chain. Small files are checked whole; of large ones the newest part is, and the rest by {@link Reading#prove} while
 * the lane sells, and every entry again when it is read.
 */
final class StartCheck {
    /** Files up to this size get the thorough page check, which also compares indexes with tables. */
    private static final long THOROUGH_BYTES = 48L << 20;
    /** How many of the newest entries are walked before the lane opens. */
    private static final long WALKED_MAX = 20_000;

    private StartCheck() {}

    /** Returns silently for a sound file. @throws Fault with remedy RESTART that says what is damaged */
    static void run(Connection connection, SqlSession session, long fileBytes) {
        try {
            pages(connection, fileBytes <= THOROUGH_BYTES ? "integrity_check" : "quick_check");
            schema(connection);
            projections(connection, session.getMapper(ShopMapper.class));
            long lastId = Database.number(connection, "SELECT COALESCE(MAX(id), 0) FROM entry");
            Proof proof = new ChainWalk(connection, walked -> {}).walk(Math.max(0, lastId - WALKED_MAX));
            if (!proof.chained()) {
                throw SqlTrouble.damaged("the hash chain does not close", null);
            }
        } catch (SQLException | PersistenceException | AssertionError | IllegalArgumentException e) {
            // In a file whose form was just migrated by us, an SQL error or an impossible value is damage too.
            throw SqlTrouble.damaged("the database cannot be read through", e);
        }
    }

    private static void pages(Connection connection, String check) throws SQLException {
        String answer = Database.text(connection, "PRAGMA " + check + "(1)");
        if (!answer.equals("ok")) {
            throw SqlTrouble.damaged("the pages of the database are damaged", null);
        }
    }

    private static void schema(Connection connection) throws SQLException {
        if (!schemaOf(connection).equals(Schema.expected())) {
            throw SqlTrouble.damaged("the schema of the database is damaged", null);
        }
    }

    static String schemaOf(Connection connection) throws SQLException {
        return Database.text(
                connection,
                "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type,"
                        + " name)");
    }

    private static void projections(Connection connection, ShopMapper shop) throws SQLException {
        shop.allOrders().forEach(OrderHead.Row::head);
        shop.tables().forEach(TableRow::state);
        shop.leases().forEach(LeaseRow.Row::lease);
        shop.tickets().forEach(TicketRow::checked);
        shop.allOps().forEach(OpRow.Row::op);
        long strange = Database.number(
                connection,
                "SELECT COUNT(*) FROM order_head h LEFT JOIN entry e ON e.id = h.entry WHERE e.id IS NULL OR e.subject <>"
                        + " h.pos_reference OR e.version <> h.version");
        if (strange > 0) {
            throw SqlTrouble.damaged("orders do not fit the journal", null);
        }
    }
}
