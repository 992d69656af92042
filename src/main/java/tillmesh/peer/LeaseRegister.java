package tillmesh.peer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Check;
import tillmesh.lease.Claim;
import tillmesh.lease.Holder;
import tillmesh.lease.Recall;
import tillmesh.lease.Resource;
import tillmesh.lease.Roster;
import tillmesh.lease.Seat;
import tillmesh.lease.Verdict;
import tillmesh.loop.Dispatch;
import tillmesh.peer.LeaseMessage.Accept;
import tillmesh.peer.LeaseMessage.Accepted;
import tillmesh.peer.LeaseMessage.Ask;
import tillmesh.peer.LeaseMessage.AskTicket;
import tillmesh.peer.LeaseMessage.Denied;
import tillmesh.peer.LeaseMessage.Granted;
import tillmesh.peer.LeaseMessage.Learned;
import tillmesh.peer.LeaseMessage.Nack;
import tillmesh.peer.LeaseMessage.Prepare;
import tillmesh.peer.LeaseMessage.Promise;
import tillmesh.peer.LeaseMessage.Release;
import tillmesh.peer.LeaseMessage.Renew;
import tillmesh.peer.LeaseMessage.Renewed;
import tillmesh.peer.LeaseMessage.Retire;
import tillmesh.peer.LeaseMessage.Revoke;
import tillmesh.peer.LeaseMessage.Ticket;
import tillmesh.peer.LeaseMessage.Yielded;
import tillmesh.shop.LaneId;
import tillmesh.shop.TicketRange;

/**
 * This lane's part in deciding who has what: it keeps and promises, it grants when it is first in its view, and it asks for
 * its screens. Loop thread only; each call belongs to the note that runs.
 */
public final class LeaseRegister {
    /** How often it looks at what is due. */
    public static final Duration TICK = Duration.ofMillis(250);

    private static final Duration PRUNE = Duration.ofMinutes(1);

    private final LeaseSite site;
    private final Post post;
    private final Acceptor acceptor;
    private final Voting voting;
    private final Candidate candidate;
    private final Enrolment enrolment;
    private final Sweep sweep;
    private final Granter granter;
    private final Dispenser dispenser;
    private final LeaseClerk clerk;
    private final Dispatch<PeerId, LeaseMessage, Boolean> table;
    private long prunedAt;

    /** @param out how messages leave the process; called after the commit */
    public LeaseRegister(LeaseSite site, LeaseDisk disk, Post.Out out, LeaseListener listener) {
        this.site = site;
        post = new Post(site, out);
        acceptor = new Acceptor(site, disk, post, listener::tablesChanged);
        voting = new Voting(site, post);
        candidate = new Candidate(site, post, acceptor, voting, listener::alarm);
        enrolment = new Enrolment(post, voting);
        sweep = new Sweep(candidate, voting);
        granter = new Granter(site, post, candidate, voting);
        dispenser = new Dispenser(post, candidate, granter, voting);
        clerk = new LeaseClerk(site, post, listener);
        table = table();
        prunedAt = site.now();
    }

    private Dispatch<PeerId, LeaseMessage, Boolean> table() {
        return Dispatch.<PeerId, LeaseMessage, Boolean>over(LeaseMessage.class)
                .on(Prepare.class, (from, prepare) -> done(() -> acceptor.prepare(from, prepare, clerk.holds())))
                .on(Promise.class, (from, promise) -> done(() -> candidate.promised(from, promise)))
                .on(Nack.class, (from, nack) -> done(() -> candidate.refused(nack)))
                .on(Accept.class, (from, accept) -> done(() -> acceptor.accept(from, accept)))
                .on(Accepted.class, (from, accepted) -> done(() -> accepted(from, accepted)))
                .on(Learned.class, (from, learned) -> done(() -> acceptor.learned(learned)))
                .on(Renew.class, (from, renew) -> done(() -> granter.renew(from, renew)))
                .on(Renewed.class, (from, renewed) -> done(() -> clerk.renewed(renewed)))
                .on(Ask.class, (from, ask) -> done(() -> granter.ask(from, ask)))
                .on(Granted.class, (from, granted) -> done(() -> clerk.granted(granted)))
                .on(Denied.class, (from, denied) -> done(() -> clerk.denied(denied)))
                .on(Release.class, (from, release) -> done(() -> granter.release(from, release)))
                .on(Revoke.class, (from, revoke) -> done(() -> clerk.revoke(from, revoke)))
                .on(Yielded.class, (from, yielded) -> done(() -> granter.yielded(yielded.id())))
                .on(AskTicket.class, (from, ask) -> done(() -> dispenser.ask(from, ask)))
                .on(Ticket.class, (from, ticket) -> done(() -> clerk.ticket(ticket)))
                .on(Retire.class, (from, retire) -> done(() -> enrolment.retire(candidate.term(), retire.lane())))
                .build();
    }

    private static Boolean done(Runnable handled) {
        handled.run();
        return true;
    }

    private void accepted(PeerId from, Accepted accepted) {
        Term term = candidate.term();
        if (term != null) {
            candidate.touched();
            voting.accepted(term, from, accepted);
        }
    }

    /** What this lane's screens hold. Only to look at: what changes something is asked of the register. */
    public LeaseClerk clerk() {
        return clerk;
    }

    /** What screens of other lanes have of a kind, as far as this lane was told: one claim for each thing, rather the firm one. */
    public List<Claim> elsewhere(Resource.Kind kind) {
        return acceptor.elsewhere(kind);
    }

    /** Who has it on another lane, as far as this lane was told; null when nobody. */
    public @Nullable Claim elsewhere(Resource resource) {
        return acceptor.elsewhere(resource);
    }

    /** Whether more than half of the shop's votes are in view. False before there is a roster. */
    public boolean majority() {
        Roster roster = acceptor.roster();
        return roster != null && roster.majority(post.members().keySet());
    }

    /** Asks for something; see {@link LeaseClerk#ask}. A lane that decides alone answers before this returns. */
    public void ask(Resource resource, Holder holder, boolean force, Consumer<Verdict> verdict) {
        post.fresh();
        clerk.ask(resource, holder, force, verdict);
        settle();
    }

    /** Gives something back; see {@link LeaseClerk#release}. */
    public void release(Resource resource) {
        post.fresh();
        clerk.release(resource);
        settle();
    }

    /** Asks for a ticket number; see {@link LeaseClerk#ticket}. */
    public void ticket(String day, String orderType, long floor, Consumer<@Nullable Long> number) {
        post.fresh();
        clerk.ticket(day, orderType, floor, number);
        settle();
    }

    /** Another lane said something. */
    public void heard(PeerId from, LeaseMessage message) {
        Check.that(site.loop().here(), "the register was touched off the loop");
        post.fresh();
        table.handle(from, message);
        settle();
    }

    /** The view changed. */
    public void view(PeerView view) {
        post.fresh();
        post.view(view);
        candidate.viewed();
        clerk.viewed();
        settle();
    }

    /** To be called every {@link #TICK}. */
    public void tick() {
        post.fresh();
        candidate.tick();
        granter.tick();
        Term term = candidate.term();
        if (term != null) {
            enrolment.tick(term);
            sweep.tick(term);
        }
        clerk.tick();
        prune();
        settle();
    }

    private void prune() {
        if (site.now() - prunedAt >= PRUNE.toMillis()) {
            prunedAt = site.now();
            acceptor.prune();
        }
    }

    /** Takes a lane that is away out of the roster. Heard by whoever grants; nothing happens where nobody can. */
    public void retire(LaneId lane) {
        post.fresh();
        post.to(post.coordinator(), new Retire(lane));
        settle();
    }

    /** Has this lane hear what it said to itself, until there is nothing more. */
    private void settle() {
        for (LeaseMessage next = post.nextToMyself(); next != null; next = post.nextToMyself()) {
            table.handle(site.me(), next);
            granter.serveWaiting(candidate.term());
        }
        granter.serveWaiting(candidate.term());
    }

    /** The roster as this lane knows it; null before there is one. */
    public @Nullable Roster roster() {
        return acceptor.roster();
    }

    /**
     * This lane's number in the shop, for ticket numbers of its own. Whoever may have been wiped counts as unknown: the shop that
     * it found may not be the one that it had a number in.
     */
    public int index() {
        Roster roster = acceptor.recall() == Recall.WHOLE ? acceptor.roster() : null;
        return Optional.ofNullable(roster)
                .flatMap(known -> known.seat(site.me().lane()))
                .map(Seat::index)
                .orElse(TicketRange.unknown(site.me().lane().name()));
    }
}
