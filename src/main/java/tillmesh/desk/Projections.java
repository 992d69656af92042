package tillmesh.desk;

import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Topics;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.OpRow;
import tillmesh.journal.OrderHead;
import tillmesh.protocol.Payloads;
import tillmesh.protocol.SnapshotPeek;
import tillmesh.shop.OrderSnapshot;
import tillmesh.shop.TableState;

/**
 * What an entry means for the tables that screens read; used for new entries and to make the tables anew from the journal.
 * Loop thread only.
 */
public final class Projections implements Journal.Projection {
    private final Journal journal;

    /** @param journal where entries and tables are */
    public Projections(Journal journal) {
        this.journal = journal;
    }

    /** Applies an entry as it came from the disk or from another lane. */
    @Override
    public void project(Appended appended) {
        Draft draft = appended.entry().draft();
        switch (draft.topic()) {
            case Topics.ORDER_SNAPSHOT -> order(appended, facts(draft.payload()));
            case Topics.ORDER_PAID -> order(appended, facts(draft.payload()).asPaid());
            case Topics.TABLE_STATUS -> table(appended, Payloads.tableStatus(draft.payload()));
            case Topics.TICKET_NUMBER -> ticket(Payloads.ticket(draft.payload()));
            default -> {
                // Free topics and events have no table of their own.
            }
        }
        if (draft.screen() != null && draft.opId() != null) {
            remember(appended, draft.screen(), draft.opId());
        }
    }

    // A sound entry whose snapshot cannot be read is kept and shown all the same; it just has no facts.
    private static OrderSnapshot facts(String json) {
        OrderSnapshot facts = SnapshotPeek.of(json);
        return facts == null ? new OrderSnapshot(json, null, false, "", 0) : facts;
    }

    private void remember(Appended appended, String screen, String opId) {
        // One operation may write two entries (a last snapshot and the release): the first one answers for it.
        if (journal.shop().op(screen, opId).isEmpty()) {
            Draft draft = appended.entry().draft();
            Long version = draft.version() > 0 && draft.topic().startsWith("order.") ? draft.version() : null;
            journal.shop()
                    .putOp(new OpRow(
                            screen,
                            opId,
                            appended.entry().stamp().wallMillis(),
                            draft.topic(),
                            appended.id(),
                            version));
        }
    }

    private void order(Appended appended, OrderSnapshot snapshot) {
        OrderHead head = head(appended, snapshot);
        String ref = head.posReference();
        @Nullable
        Integer before = journal.shop().order(ref).map(OrderHead::tableId).orElse(null);
        journal.shop().putOrder(head);
        if (before != null && !before.equals(snapshot.tableId())) {
            leave(appended, before, ref);
        }
        sit(appended, snapshot);
    }

    /** The row of an order's newest version. */
    static OrderHead head(Appended appended, OrderSnapshot snapshot) {
        Draft draft = appended.entry().draft();
        return new OrderHead(
                String.valueOf(draft.subject()),
                draft.version(),
                appended.id(),
                snapshot.tableId(),
                snapshot.paid(),
                snapshot.status(),
                snapshot.itemCount(),
                draft.screen(),
                appended.entry().stamp().wallMillis());
    }

    /** The order is not on that table any more. @return the table's new state, or null when another order sits there now */
    @Nullable
    TableState leave(Appended appended, int tableId, String ref) {
        TableState present = journal.shop().table(tableId).orElse(null);
        if (present == null || !ref.equals(present.posReference())) {
            return null;
        }
        return put(appended, tableId, TableState.AVAILABLE, null);
    }

    /** The order's table is occupied, or free again once it is paid. @return the table's new state, or null when nothing changed */
    @Nullable
    TableState sit(Appended appended, OrderSnapshot snapshot) {
        Integer tableId = snapshot.tableId();
        if (tableId == null) {
            return null;
        }
        String ref = String.valueOf(appended.entry().draft().subject());
        TableState present = journal.shop().table(tableId).orElse(null);
        if (snapshot.paid()) {
            boolean mine = present != null && ref.equals(present.posReference());
            return mine ? put(appended, tableId, TableState.AVAILABLE, null) : null;
        }
        boolean same =
                present != null && present.status().equals(TableState.OCCUPIED) && ref.equals(present.posReference());
        return same ? null : put(appended, tableId, TableState.OCCUPIED, ref);
    }

    private TableState put(Appended appended, int tableId, String status, @Nullable String ref) {
        String screen = ref == null ? null : appended.entry().draft().screen();
        TableState state = new TableState(
                tableId, status, ref, screen, appended.entry().stamp().wallMillis());
        journal.shop().putTable(state, appended.id());
        return state;
    }

    /** A table changed by hand. */
    TableState table(Appended appended, Payloads.TableStatus change) {
        TableState state = new TableState(
                change.tableId(),
                change.status(),
                change.posReference(),
                appended.entry().draft().screen(),
                appended.entry().stamp().wallMillis());
        journal.shop().putTable(state, appended.id());
        return state;
    }

    private void ticket(Payloads.Ticket ticket) {
        journal.shop().putTicket(ticket.day(), ticket.orderType(), ticket.ticketNumber());
    }
}
