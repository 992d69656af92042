package tillmesh.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.EntryId;
import tillmesh.entry.Topics;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Payloads;

/** J1: what a screen was told is on the disk, also when the power fails right after. */
final class ToldAfterCommit implements Checker {
    private final Set<EntryId> entries = new HashSet<>();
    private final Map<Version, String> snapshots = new HashMap<>();
    private final Set<Ticket> tickets = new HashSet<>();

    private record Version(String ref, long version) {}

    private record Ticket(String type, long number) {}

    @Override
    public void told(Telling telling) {
        Notice notice = telling.notice();
        if (notice instanceof Notice.AckOk ack) {
            entry(telling, ack.entryId());
        } else if (notice instanceof Notice.SaleState state) {
            entry(telling, state.entryId());
        } else if (notice instanceof Notice.Published published) {
            entry(telling, published.entryId());
        } else if (notice instanceof Notice.OrderUpdated updated) {
            snapshot(updated.posReference(), updated.version(), updated.snapshot());
        } else if (notice instanceof Notice.Conflict conflict) {
            snapshot(conflict.posReference(), conflict.hubVersion(), conflict.hubSnapshot());
        } else if (notice instanceof Notice.SyncInit sync) {
            sync.orders().forEach(order -> snapshot(order.posReference(), order.version(), order.snapshot()));
        } else if (notice instanceof Notice.TicketNumber ticket) {
            tickets.add(new Ticket(ticket.orderType(), ticket.ticketNumber()));
        }
    }

    private void entry(Telling telling, @Nullable String id) {
        if (id != null) {
            EntryId entry = EntryId.parse(id);
            Violation.unless(telling.node().committed(entry), "J1: %s was told before its commit", id);
            entries.add(entry);
        }
    }

    private void snapshot(String ref, long version, String text) {
        @Nullable String before = snapshots.put(new Version(ref, version), text);
        Violation.unless(
                before == null || before.equals(text), "J1: %s version %d was told with two texts", ref, version);
    }

    @Override
    public void opened(SimNode node, DiskView disk) {
        Set<EntryId> there = new HashSet<>();
        Map<Version, String> stored = new HashMap<>();
        Set<Ticket> given = new HashSet<>();
        for (DiskView.Row row : disk.entries()) {
            Draft draft = row.entry().draft();
            there.add(row.entry().id());
            if (draft.topic().equals(Topics.ORDER_SNAPSHOT) || draft.topic().equals(Topics.ORDER_PAID)) {
                stored.put(new Version(String.valueOf(draft.subject()), draft.version()), draft.payload());
            } else if (draft.topic().equals(Topics.TICKET_NUMBER)) {
                Payloads.Ticket ticket = Payloads.ticket(draft.payload());
                given.add(new Ticket(ticket.orderType(), ticket.ticketNumber()));
            }
        }
        entries.forEach(id -> Violation.unless(there.contains(id), "J1: %s was told and is not on the disk", id));
        snapshots.forEach((key, text) ->
                Violation.unless(text.equals(stored.get(key)), "J1: %s was told and is not on the disk", key));
        tickets.forEach(
                ticket -> Violation.unless(given.contains(ticket), "J1: %s was told and is not on the disk", ticket));
    }
}
