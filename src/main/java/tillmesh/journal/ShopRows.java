package tillmesh.journal;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.exceptions.PersistenceException;
import tillmesh.shop.TableState;

/**
 * The projections that the desk reads and writes: orders, tables, leases, tickets, operations. Loop thread only; every
 * write belongs to the note that runs. What is read is checked against its seal. A disk that does not take a write throws
 * a {@link tillmesh.fault.Fault}.
 */
public final class ShopRows {
    private final ShopMapper mapper;
    private final Runnable writing;

    ShopRows(ShopMapper mapper, Runnable writing) {
        this.mapper = mapper;
        this.writing = writing;
    }

    /** The newest version of an order. */
    public Optional<OrderHead> order(String ref) {
        return Optional.ofNullable(mapper.order(ref)).map(OrderHead.Row::head);
    }

    /** Orders that are not paid, longest untouched first. */
    public List<OrderHead> openOrders() {
        return mapper.openOrders().stream().map(OrderHead.Row::head).toList();
    }

    /** How many orders are known, paid ones included. */
    public long orderCount() {
        return mapper.orderCount();
    }

    /** Stores the newest version of an order. */
    public void putOrder(OrderHead head) {
        write("order", () -> mapper.putOrder(head, head.seal()));
    }

    /** All tables that ever had a status, by number. */
    public List<TableState> tables() {
        return mapper.tables().stream().map(TableRow::state).toList();
    }

    /** One table. */
    public Optional<TableState> table(int tableId) {
        return Optional.ofNullable(mapper.table(tableId)).map(TableRow::state);
    }

    /** Stores a table's state. @param entry local number of the entry that says so */
    public void putTable(TableState state, long entry) {
        write("table", () -> mapper.putTable(TableRow.of(state, entry)));
    }

    /** The leases and locks that were in force when they were last written. */
    public List<LeaseRow> leases() {
        return mapper.leases().stream().map(LeaseRow.Row::lease).toList();
    }

    /** Stores a lease. */
    public void putLease(LeaseRow lease) {
        write("lease", () -> mapper.putLease(lease, lease.seal()));
    }

    /** Forgets a lease. */
    public void dropLease(String kind, String key) {
        write("lease", () -> mapper.dropLease(kind, key));
    }

    /** The last ticket number of a day and type, 0 when none was given. */
    public long ticket(String day, String orderType) {
        TicketRow row = mapper.ticket(day, orderType);
        return row == null ? 0 : row.checked();
    }

    /** Stores the last ticket number given. */
    public void putTicket(String day, String orderType, long last) {
        write("ticket", () -> mapper.putTicket(TicketRow.of(day, orderType, last)));
    }

    /** What a device asked for under that name, if it was done. */
    public Optional<OpRow> op(String device, String opId) {
        return Optional.ofNullable(mapper.op(device, opId)).map(OpRow.Row::op);
    }

    /** The newest operations of a device that made entries, newest first. */
    public List<OpRow> newestOps(String device, int limit) {
        return mapper.newestOps(device, limit).stream().map(OpRow.Row::op).toList();
    }

    /** Remembers an operation. */
    public void putOp(OpRow op) {
        write("operation", () -> mapper.putOp(op, op.seal()));
    }

    /** Forgets operations older than a wall-clock time in milliseconds. @return how many */
    public int forgetOps(long before) {
        writing.run();
        return mapper.forgetOps(before);
    }

    /** The epoch of the tokens granted in this life: one more than ever before, and never below {@code atLeast}. One call a life. */
    public long nextEpoch(long atLeast) {
        Long before = mapper.epoch();
        long epoch = Math.max(before == null ? 1 : before + 1, atLeast);
        write("ballot", () -> mapper.putEpoch(epoch));
        return epoch;
    }

    private void write(String what, Runnable statement) {
        writing.run();
        try {
            statement.run();
        } catch (PersistenceException e) {
            throw SqlTrouble.of("writing the row of an " + what, e);
        }
    }
}
