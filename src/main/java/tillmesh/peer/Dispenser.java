package tillmesh.peer;

import java.util.List;
import java.util.Optional;
import tillmesh.lease.Counter;
import tillmesh.peer.LeaseMessage.AskTicket;
import tillmesh.peer.LeaseMessage.Ticket;
import tillmesh.shop.TicketRange;

/** Ticket numbers of the whole shop: dense as long as a majority is there, and then only. Loop thread only. */
final class Dispenser {
    private final Post post;
    private final Candidate candidate;
    private final Granter granter;
    private final Voting voting;

    Dispenser(Post post, Candidate candidate, Granter granter, Voting voting) {
        this.post = post;
        this.candidate = candidate;
        this.granter = granter;
        this.voting = voting;
    }

    void ask(PeerId from, AskTicket ask) {
        Term term = granter.granting(() -> ask(from, ask));
        if (term == null) {
            return;
        }
        Counter counter = term.table.counter(ask.day(), ask.orderType());
        Optional<Long> before = counter.numberOf(from.lane(), from.incarnation(), ask.req());
        // A number does not end as a lease does: whoever may not know of one must give none.
        if (!term.firm() || !term.complete) {
            post.to(from, new Ticket(ask.req(), null));
        } else if (before.isEmpty()) {
            candidate.touched();
            give(term, from, ask, counter);
        } else if (!term.open(counter.key())) {
            post.to(from, new Ticket(ask.req(), before.get()));
        }
    }

    private void give(Term term, PeerId from, AskTicket ask, Counter counter) {
        long known = TicketRange.shopWide(ask.floor()) ? ask.floor() : 0;
        long number = TicketRange.after(Math.max(counter.last(), known));
        var given = new Counter.Given(from.lane(), from.incarnation(), ask.req(), number);
        voting.propose(
                term,
                List.of(counter.giving(given, term.nextVersion())),
                () -> post.to(from, new Ticket(ask.req(), number)));
    }
}
