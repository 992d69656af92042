package tillmesh.desk;

import java.time.InstantSource;
import java.time.ZoneId;
import tillmesh.entry.Draft;
import tillmesh.entry.Topics;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.protocol.Notice.TicketNumber;
import tillmesh.protocol.Payloads;
import tillmesh.protocol.Request.AskTicket;
import tillmesh.shop.TicketDay;

/** Ticket numbers: from 1 each day of the store and for each type, without gaps, never twice. Loop thread only. */
final class Tickets {
    private final Journal journal;
    private final InstantSource wall;
    private final ZoneId zone;
    private final Voice voice;

    Tickets(Journal journal, InstantSource wall, ZoneId zone, Voice voice) {
        this.journal = journal;
        this.wall = wall;
        this.zone = zone;
        this.voice = voice;
    }

    Outcome next(Ask ask, AskTicket request) {
        String type = request.orderType().wire();
        String day = TicketDay.of(wall.instant(), zone).toString();
        long number = journal.shop().ticket(day, type) + 1;
        Appended appended = journal.append(new Draft(
                Topics.TICKET_NUMBER,
                type,
                null,
                number,
                null,
                ask.screen(),
                ask.opId(),
                Payloads.json(new Payloads.Ticket(type, day, number))));
        journal.shop().putTicket(day, type, number);
        voice.to(ask.line(), new TicketNumber(type, number));
        return Outcome.wrote(appended);
    }

    /** The number that was given before under the same name. */
    void answerAgain(Ask ask, AskTicket request, long entry) {
        long number = journal.entries().entry(entry).draft().version();
        voice.to(ask.line(), new TicketNumber(request.orderType().wire(), number));
    }
}
