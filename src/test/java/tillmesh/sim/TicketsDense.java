package tillmesh.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tillmesh.entry.Topics;
import tillmesh.protocol.Payloads;

/** L9: ticket numbers of a day and type run from 1 without gaps, and none is given twice. */
final class TicketsDense implements Checker {
    private final Sightings seen;

    TicketsDense(Sightings seen) {
        this.seen = seen;
    }

    @Override
    public void looked(SimNode node, DiskView disk) {
        Map<String, Long> last = new HashMap<>();
        Set<String> days = new HashSet<>();
        for (DiskView.Row row : disk.entries()) {
            if (row.entry().draft().topic().equals(Topics.TICKET_NUMBER)) {
                Payloads.Ticket ticket = Payloads.ticket(row.entry().draft().payload());
                String series = ticket.day() + " " + ticket.orderType();
                long number = last.merge(series, 1L, Long::sum);
                Violation.unless(
                        ticket.ticketNumber() == number,
                        "ticket %s %d after %d",
                        series,
                        ticket.ticketNumber(),
                        number - 1);
                days.add(ticket.day());
            }
        }
        Violation.unless(last.equals(disk.tickets()), "given are %s, the counters say %s", last, disk.tickets());
        if (days.size() > 1) {
            seen.saw(Sighting.TICKETS_OF_TWO_DAYS);
        }
    }
}
