package tillmesh.desk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Topics;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.OpRow;
import tillmesh.journal.OrderHead;
import tillmesh.journal.Projection;
import tillmesh.protocol.Payloads;
import tillmesh.protocol.SnapshotPeek;
import tillmesh.shop.OrderSnapshot;
import tillmesh.shop.TableState;

/**
 * What an entry means for the tables that screens read; used for new entries and to make the tables anew from the journal.
 * Loop thread only.
 */
public final class Projections implements Projection {
    private final Journal journal;
    private final Heads heads;

    /** @param journal where entries and tables are */
    public Projections(Journal journal) {
        this.journal = journal;
        this.heads = new Heads(journal);
    }

    /** Applies an entry as it came from the disk. */
    @Override
    public void project(Appended appended) {
        apply(appended);
    }

    /** Applies an entry as it came from the disk or from another lane. @return what changed by it, in order */
    List<News> apply(Appended appended) {
        Draft draft = appended.entry().draft();
        List<News> news = new ArrayList<>();
        switch (draft.topic()) {
            case Topics.ORDER_SNAPSHOT, Topics.ORDER_PAID -> order(appended, news);
            case Topics.TABLE_STATUS -> add(news, set(appended, Payloads.tableStatus(draft.payload())));
            case Topics.TICKET_NUMBER -> ticket(Payloads.ticket(draft.payload()));
            default -> {
                // Free topics and events have no table of their own.
            }
        }
        if (draft.screen() != null && draft.opId() != null) {
            remember(appended, draft.screen(), draft.opId());
        }
        return news;
    }

    private static void add(List<News> news, @Nullable TableState state) {
        if (state != null) {
            news.add(new News.Table(state));
        }
    }

    /** The facts of a version of an order. One that cannot be read is kept and shown all the same; it just has no facts. */
    static OrderSnapshot snapshot(Draft draft) {
        OrderSnapshot facts = SnapshotPeek.of(draft.payload());
        OrderSnapshot known = facts == null ? new OrderSnapshot(draft.payload(), null, false, "", 0) : facts;
        return draft.topic().equals(Topics.ORDER_PAID) ? known.asPaid() : known;
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

    private void order(Appended appended, List<News> news) {
        for (Heads.Change change : heads.take(appended)) {
            news.add(new News.Order(change));
            if (change.newHead()) {
                follow(change, news);
            }
        }
    }

    private void follow(Heads.Change change, List<News> news) {
        OrderHead head = change.after();
        Appended entry = new Appended(head.entry(), journal.entries().entry(head.entry()));
        Integer before = change.before() == null ? null : change.before().tableId();
        if (before != null && !before.equals(head.tableId())) {
            add(news, leave(entry, before, head.posReference()));
        }
        add(news, sit(entry, head.posReference(), head.tableId(), head.paid()));
    }

    /** The order is not on that table any more. @return the table's new state, or null when another order sits there now */
    @Nullable
    TableState leave(Appended appended, int tableId, String ref) {
        TableState present = journal.shop().table(tableId).orElse(null);
        if (present == null || !ref.equals(present.posReference())) {
            return null;
        }
        TableState state = new TableState(
                tableId,
                TableState.AVAILABLE,
                null,
                null,
                appended.entry().stamp().wallMillis());
        // Whoever sat down last keeps the say: leaving only ends an order's own stay, so that lanes which hear of it in
        // another order show the same.
        journal.shop().putTable(state, journal.shop().tableSetBy(tableId));
        return state;
    }

    /** The order's table is occupied, or free again once it is paid. @return the table's new state, or null when nothing changed */
    @Nullable
    TableState sit(Appended appended, String ref, @Nullable Integer tableId, boolean paid) {
        if (tableId == null) {
            return null;
        }
        if (paid) {
            return leave(appended, tableId, ref);
        }
        TableState present = journal.shop().table(tableId).orElse(null);
        boolean same =
                present != null && present.status().equals(TableState.OCCUPIED) && ref.equals(present.posReference());
        // Also when nothing is to be seen: the newest version says that the order is still there, and a lane that hears
        // of
        // an older change by hand after it must come to the same end.
        TableState state = set(appended, new Payloads.TableStatus(tableId, TableState.OCCUPIED, ref));
        return same ? null : state;
    }

    /** A table was taken or changed by hand. @return its new state, or null when a newer entry has set it already */
    @Nullable
    TableState set(Appended appended, Payloads.TableStatus change) {
        long setBy = journal.shop().tableSetBy(change.tableId());
        if (setBy != 0
                && journal.entries().stampOf(setBy).compareTo(appended.entry().stamp()) > 0) {
            return null;
        }
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
