package tillmesh.desk;

import java.time.InstantSource;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Topics;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.peer.LeaseRegister;
import tillmesh.protocol.Notice.TicketNumber;
import tillmesh.protocol.Payloads;
import tillmesh.protocol.Request.AskTicket;
import tillmesh.shop.LaneId;
import tillmesh.shop.TicketDay;
import tillmesh.shop.TicketRange;

/**
 * Ticket numbers: from 1 each day of the store and for each type, without gaps, never twice, over all lanes. A lane that
 * cannot ask counts in a block of its own. Loop thread only.
 */
final class Tickets {
    private static final long NOT_YET = 0;

    private final Journal journal;
    private final InstantSource wall;
    private final ZoneId zone;
    private final Voice voice;
    private @Nullable LeaseRegister shop;

    Tickets(Journal journal, InstantSource wall, ZoneId zone, Voice voice) {
        this.journal = journal;
        this.wall = wall;
        this.zone = zone;
        this.voice = voice;
    }

    /** From here on all lanes count together. */
    void join(LeaseRegister register) {
        shop = register;
    }

    Outcome next(Ask ask, AskTicket request) {
        String type = request.orderType().wire();
        String day = TicketDay.of(wall.instant(), zone).toString();
        long last = journal.shop().ticket(day, type);
        LeaseRegister register = shop;
        if (register == null) {
            return give(ask, type, day, TicketRange.after(last));
        }
        long[] atOnce = {NOT_YET};
        boolean[] late = {false};
        register.ticket(day, type, last, number -> {
            long given = number == null ? own(register, day, type) : number;
            if (late[0]) {
                ask.later().decided(now -> give(now, type, day, given));
            } else {
                atOnce[0] = given;
            }
        });
        late[0] = true;
        return atOnce[0] == NOT_YET ? Outcome.open() : give(ask, type, day, atOnce[0]);
    }

    private Outcome give(Ask ask, String type, String day, long number) {
        Appended appended = journal.append(new Draft(
                Topics.TICKET_NUMBER,
                type,
                null,
                number,
                null,
                ask.screen(),
                ask.opId(),
                Payloads.json(new Payloads.Ticket(type, day, number))));
        Projections.keepTicket(journal, appended, new Payloads.Ticket(type, day, number));
        voice.to(ask.line(), new TicketNumber(type, number));
        return Outcome.wrote(appended);
    }

    // Cut off from who counts for the shop: a number of this lane's own block.
    private long own(LeaseRegister register, String day, String type) {
        LaneId lane = journal.stream().origin();
        return TicketRange.own(register.index(), journal.shop().ticket(day, TicketRange.series(type, lane)) + 1);
    }

    /** The number that was given before under the same name. */
    void answerAgain(Ask ask, AskTicket request, long entry) {
        long number = journal.entries().entry(entry).draft().version();
        voice.to(ask.line(), new TicketNumber(request.orderType().wire(), number));
    }
}
