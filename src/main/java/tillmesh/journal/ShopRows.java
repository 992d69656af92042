package tillmesh.journal;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tillmesh.shop.TableState;

/**
 * The projections that the desk reads and writes: orders, tables, leases, tickets, operations. Loop thread only; every
 * write belongs to the note that runs. What is read is checked against its seal. A disk that does not take a write throws
 * a {@link tillmesh.fault.Fault}.
 */
public final class ShopRows {
    private final ShopMapper mapper;
    private final StoreMapper store;
    private final Writes writes;
    private long orders = -1;
    private long oldestOp = -1;

    ShopRows(ShopMapper mapper, StoreMapper store, Writes writes) {
        this.mapper = mapper;
        this.store = store;
        this.writes = writes;
    }

    /** The newest version of an order. */
    public Optional<OrderHead> order(String ref) {
        return asked(() -> Optional.ofNullable(mapper.order(ref)).map(OrderHead.Row::head));
    }

    /** Orders that are not paid, longest untouched first. */
    public List<OrderHead> openOrders() {
        return asked(() -> mapper.openOrders().stream().map(OrderHead.Row::head).toList());
    }

    /** How many orders are known, paid ones included. */
    public long orderCount() {
        if (orders < 0) {
            orders = asked(mapper::orderCount);
        }
        return orders;
    }

    /** Rows went, or a note was undone: what memory holds of them is asked anew when somebody needs it. */
    void recount() {
        orders = -1;
        oldestOp = -1;
    }

    /** Stores the newest version of an order. */
    public void putOrder(OrderHead head) {
        write("order", () -> mapper.putOrder(head, head.seal()));
        if (head.version() == 1 && orders >= 0) {
            orders++;
        }
    }

    /** All tables that ever had a status, by number. */
    public List<TableState> tables() {
        return asked(() -> mapper.tables().stream().map(TableRow::state).toList());
    }

    /** One table. */
    public Optional<TableState> table(int tableId) {
        return asked(() -> Optional.ofNullable(mapper.table(tableId)).map(TableRow::state));
    }

    /** Local number of the entry that set a table's state, 0 when none did. */
    public long tableSetBy(int tableId) {
        return asked(() ->
                Optional.ofNullable(mapper.table(tableId)).map(TableRow::entry).orElse(0L));
    }

    /** Stores a table's state. @param entry local number of the entry that says so */
    public void putTable(TableState state, long entry) {
        TableRow row = TableRow.of(state, entry);
        write("table", () -> mapper.putTable(row, row.seal()));
    }

    /** The leases and locks that were in force when they were last written. */
    public List<LeaseRow> leases() {
        return asked(() -> mapper.leases().stream().map(LeaseRow.Row::lease).toList());
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
        return asked(() -> Optional.ofNullable(mapper.ticket(day, orderType))
                .map(TicketRow::checked)
                .orElse(0L));
    }

    /** Stores the last ticket number given. A number that is not above the stored one changes nothing. */
    public void putTicket(String day, String orderType, long last) {
        if (last > ticket(day, orderType)) {
            TicketRow row = TicketRow.of(day, orderType, last);
            write("ticket", () -> mapper.putTicket(row, row.seal()));
        }
    }

    /** What a device asked for under that name, if it was done. */
    public Optional<OpRow> op(String device, String opId) {
        return asked(() -> Optional.ofNullable(mapper.op(device, opId)).map(OpRow.Row::op));
    }

    /** The newest operations of a device that made entries, newest first. */
    public List<OpRow> newestOps(String device, int limit) {
        return asked(() ->
                mapper.newestOps(device, limit).stream().map(OpRow.Row::op).toList());
    }

    /** Remembers an operation. */
    public void putOp(OpRow op) {
        write("operation", () -> mapper.putOp(op, op.seal()));
    }

    /** Remembers an operation unless it is remembered already. */
    public void putFirstOp(OpRow op) {
        write("operation", () -> mapper.putFirstOp(op, op.seal()));
    }

    /** Forgets operations older than a wall-clock time in milliseconds. @return how many */
    public int forgetOps(long before) {
        int[] forgotten = new int[1];
        oldestOp = -1;
        write("operation", () -> forgotten[0] = mapper.forgetOps(before));
        return forgotten[0];
    }

    /** Local number of the first entry that a remembered operation needs; later ones only need later entries. */
    long oldestOp() {
        Long oldest = oldestOp < 0 ? asked(mapper::oldestOp) : Long.valueOf(oldestOp);
        oldestOp = oldest == null ? -1 : oldest;
        return oldest == null ? Long.MAX_VALUE : oldest;
    }

    /** The epoch of the tokens granted in this life: one more than ever before, and never below {@code atLeast}. One call a life. */
    public long nextEpoch(long atLeast) {
        long before = asked(() ->
                Optional.ofNullable(store.ballot()).map(BallotRow.Row::checked).orElse(0L));
        BallotRow ballot = new BallotRow(Math.max(before + 1, atLeast));
        write("ballot", () -> store.putBallot(ballot, ballot.seal()));
        return ballot.epoch();
    }

    private static <T> T asked(Supplier<T> question) {
        return SqlTrouble.asked("reading orders, tables and leases", question);
    }

    private void write(String what, Runnable statement) {
        writes.run("writing the row of an " + what, statement);
    }
}
