package tillmesh.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import tillmesh.journal.Journal.Appended;

/** Makes the projections of a repaired file anew, in portions; begins again from nothing when it was interrupted. */
final class Rebuilding {
    private static final int PORTION = 500;
    /** Made of entries alone. Ticket counters stay: they never go back, and may know more than the saved entries. */
    private static final List<String> EMPTIED =
            List.of("op", "order_head", "branch", "waiting", "table_state", "cleared", "pulled", "register");

    private final Connection connection;
    private final Journal journal;
    private final StoreMapper store;
    private final Writes writes;

    Rebuilding(Connection connection, Journal journal, StoreMapper store, Writes writes) {
        this.connection = connection;
        this.journal = journal;
        this.store = store;
        this.writes = writes;
    }

    void runIfWanted(Projection projection) {
        StoreRow row = SqlTrouble.asked(
                "reading the store id",
                () -> Objects.requireNonNull(store.store()).row());
        if (row.rebuild()) {
            run(projection);
            journal.mark();
            writes.run("the end of a repair", () -> {
                StoreRow done = new StoreRow(row.storeId(), row.lane(), row.createdAt(), false);
                store.putStore(done, done.seal());
            });
            journal.commit();
        }
    }

    private void run(Projection projection) {
        empty();
        List<Appended> portion = journal.entries().after(0, PORTION);
        while (!portion.isEmpty()) {
            journal.mark();
            portion.forEach(projection::project);
            journal.commit();
            portion = journal.entries().after(portion.get(portion.size() - 1).id(), PORTION);
        }
    }

    private void empty() {
        try {
            for (String table : EMPTIED) {
                Database.run(connection, "DELETE FROM " + table);
            }
        } catch (SQLException e) {
            throw SqlTrouble.of("emptying the projections", e);
        }
    }
}
