package tillmesh.desk;

import java.util.ArrayList;
import java.util.List;
import tillmesh.entry.Draft;
import tillmesh.entry.EntryId;
import tillmesh.entry.Topics;
import tillmesh.journal.Cleared;
import tillmesh.journal.Cleared.How;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.OpRow;
import tillmesh.journal.Projection;
import tillmesh.protocol.Payloads;
import tillmesh.protocol.SnapshotPeek;
import tillmesh.shop.LaneId;
import tillmesh.shop.OrderSnapshot;
import tillmesh.shop.TicketRange;

/**
 * What an entry means for the tables that screens read; used for new entries and to make the tables anew from the journal.
 * Loop thread only.
 */
public final class Projections implements Projection {
    private final Journal journal;
    private final Heads heads;
    private final Seating seating;
    private final Registers registers;

    /** @param journal where entries and tables are */
    public Projections(Journal journal) {
        this.journal = journal;
        this.heads = new Heads(journal);
        this.seating = new Seating(journal);
        this.registers = new Registers(journal);
    }

    /** Applies an entry as it came from the disk. */
    @Override
    public void project(Appended appended) {
        apply(appended, true);
    }

    /** Applies an entry as it came from the disk or from another lane. @return what changed by it, in order */
    List<News> apply(Appended appended) {
        return apply(appended, false);
    }

    private List<News> apply(Appended appended, boolean repairing) {
        Draft draft = appended.entry().draft();
        List<News> news = new ArrayList<>();
        switch (draft.topic()) {
            case Topics.ORDER_SNAPSHOT, Topics.ORDER_PAID, Topics.ORDER_FINALIZED -> order(appended, news, repairing);
            case Topics.TABLE_STATUS ->
                seating.set(appended, false).ifPresent(state -> news.add(new News.Table(state)));
            case Topics.TICKET_NUMBER -> keepTicket(journal, appended, Payloads.ticket(draft.payload()));
            case Topics.PULLED -> {
                Payloads.Pulled pulled = Payloads.pulled(draft.payload());
                journal.pulled()
                        .upto(pulled.cloud(), pulled.cursor(), appended.entry().stamp());
            }
            case Topics.CLEARED -> news.add(new News.Cleared(clear(appended)));
            case Topics.REGISTER_CREATED, Topics.REGISTER_PUSHED, Topics.REGISTER_REFUSED, Topics.REGISTER_AGAIN ->
                registers.project(appended);
            default -> {
                // Free topics and events have no table of their own.
            }
        }
        if (draft.screen() != null && draft.opId() != null) {
            remember(appended, draft.screen(), draft.opId());
        }
        return news;
    }

    /** The facts of a version of an order. One that cannot be read is kept and shown all the same; it just has no facts. */
    static OrderSnapshot snapshot(Draft draft) {
        OrderSnapshot facts = SnapshotPeek.of(draft.payload());
        OrderSnapshot known = facts == null ? new OrderSnapshot(draft.payload(), null, false, "", 0) : facts;
        return draft.topic().equals(Topics.ORDER_SNAPSHOT) ? known : known.asPaid();
    }

    private void remember(Appended appended, String screen, String opId) {
        Draft draft = appended.entry().draft();
        Long version = draft.version() > 0 && draft.topic().startsWith("order.") ? draft.version() : null;
        long at = appended.entry().stamp().wallMillis();
        // One operation may write two entries (a last snapshot and the release): the first one answers for it.
        journal.shop().putFirstOp(new OpRow(screen, opId, at, draft.topic(), appended.id(), version));
    }

    private EntryId clear(Appended appended) {
        Payloads.Cleared cleared = Payloads.cleared(appended.entry().draft().payload());
        EntryId entry = EntryId.parse(cleared.entry());
        long at = appended.entry().stamp().wallMillis();
        journal.marks().clear(new Cleared(cleared.cloud(), entry, How.of(cleared.how()), cleared.note(), at));
        return entry;
    }

    private void order(Appended appended, List<News> news, boolean repairing) {
        for (Heads.Change change : heads.take(appended, repairing)) {
            news.add(new News.Order(change));
            seating.follow(change, false).forEach(state -> news.add(new News.Table(state)));
        }
    }

    /** Keeps the highest number of the shop, or how many its lane gave of its own. */
    static void keepTicket(Journal journal, Appended appended, Payloads.Ticket ticket) {
        long number = ticket.ticketNumber();
        if (TicketRange.shopWide(number)) {
            journal.shop().putTicket(ticket.day(), ticket.orderType(), number);
        } else {
            LaneId lane = appended.entry().id().stream().origin();
            String series = TicketRange.series(ticket.orderType(), lane);
            journal.shop().putTicket(ticket.day(), series, TicketRange.countOf(number));
        }
    }
}
