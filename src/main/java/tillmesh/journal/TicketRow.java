package tillmesh.journal;

import java.sql.ResultSet;
import java.sql.SQLException;

/** One row of table {@code ticket}: the last number given out that day for that type. */
record TicketRow(String day, String orderType, long last, long seal) {
    static final String COLUMNS = "day, order_type, last, seal";

    static TicketRow read(ResultSet row) throws SQLException {
        return new TicketRow(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4));
    }

    static TicketRow of(String day, String orderType, long last) {
        return new TicketRow(day, orderType, last, Seal.of("ticket", day, orderType, last));
    }

    long checked() {
        if (Seal.of("ticket", day, orderType, last) != seal) {
            throw SqlTrouble.damaged("a ticket counter is damaged", null);
        }
        return last;
    }
}
