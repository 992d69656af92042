package tillmesh.peer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Claim;
import tillmesh.lease.CutOff;
import tillmesh.lease.Holder;
import tillmesh.lease.Resource;
import tillmesh.lease.Standing;
import tillmesh.lease.Token;
import tillmesh.lease.Verdict;
import tillmesh.lease.Version;
import tillmesh.peer.LeaseMessage.Ask;
import tillmesh.peer.LeaseMessage.AskTicket;
import tillmesh.peer.LeaseMessage.Denial;
import tillmesh.peer.LeaseMessage.Denied;
import tillmesh.peer.LeaseMessage.Granted;
import tillmesh.peer.LeaseMessage.Lost;
import tillmesh.peer.LeaseMessage.Release;
import tillmesh.peer.LeaseMessage.Renew;
import tillmesh.peer.LeaseMessage.Renewed;
import tillmesh.peer.LeaseMessage.Revoke;
import tillmesh.peer.LeaseMessage.Ticket;
import tillmesh.peer.LeaseMessage.Yielded;

/**
 * What the screens of this lane hold, as the shop sees it. A claim counts as firm while this lane's session is: counted from
 * before the renewal was sent, and ended a margin early. Loop thread only.
 */
public final class LeaseClerk {
    private static final long AGAIN_MILLIS = 1_000;

    private final LeaseSite site;
    private final Post post;
    private final LeaseListener listener;
    private final Errands errands;
    private final Map<Long, Long> sentAt = new HashMap<>();
    private final TokensHeard tokens;
    private final Held held;
    private long renewals;
    private long renewedAt;
    private Hand hand = new Hand(Long.MIN_VALUE, Long.MIN_VALUE, Version.NONE, Set.of(), 0);

    LeaseClerk(LeaseSite site, Post post, LeaseListener listener) {
        this.site = site;
        this.post = post;
        this.listener = listener;
        this.errands = new Errands(site, post);
        this.tokens = new TokensHeard(site.loop());
        this.held = new Held(site.loop());
        this.renewedAt = site.now() - AGAIN_MILLIS;
    }

    /** How long what this lane holds is good for. Replaced as a whole, so that a failed note can put it back. */
    private record Hand(long firmUntil, long provisionalUntil, Version at, Set<Token> kept, long seq) {}

    /**
     * Asks for something. The verdict comes within the same note when this lane decides alone, otherwise in a later one,
     * three seconds later at most.
     */
    void ask(Resource resource, Holder holder, boolean force, Consumer<Verdict> verdict) {
        long number = errands.number();
        Ask ask = new Ask(number, site.disk(), resource, holder, force);
        errands.send(number, ask, answer -> verdict.accept(Errands.verdict(answer)));
    }

    /**
     * Asks for a ticket number.
     *
     * @param floor the highest number of that day and type which is known here
     * @param number told the shop's next number, or null when this lane must take one of its own
     */
    void ticket(String day, String orderType, long floor, Consumer<@Nullable Long> number) {
        long request = errands.number();
        errands.send(
                request,
                new AskTicket(request, day, orderType, floor),
                answer -> number.accept(answer instanceof Ticket ticket ? ticket.number() : null));
    }

    /** Gives something back. */
    void release(Resource resource) {
        Claim claim = held.of(resource);
        if (claim != null) {
            drop(claim);
            giveBack(claim);
        }
    }

    /** How much a screen's claim is worth now; null when it has none that it may write under. */
    public @Nullable Standing valid(Resource resource, Holder holder) {
        Claim claim = held.of(resource);
        if (claim == null || !claim.by(holder)) {
            return null;
        }
        if (claim.standing() == Standing.FIRM && site.now() < hand.firmUntil()) {
            return Standing.FIRM;
        }
        boolean alive = site.now() < Math.max(hand.firmUntil(), hand.provisionalUntil());
        return alive && site.policy().cutOff() == CutOff.PROVISIONAL ? Standing.PROVISIONAL : null;
    }

    /** What this lane has of a resource, whether its session is valid or not; null when nothing. */
    public @Nullable Claim claim(Resource resource) {
        return held.of(resource);
    }

    List<Claim> holds() {
        return held.all();
    }

    void viewed() {
        renew();
        errands.again();
    }

    void tick() {
        // Without a firm session the end of a cut should be known soon, and with one what becomes of a provisional
        // claim.
        boolean soon = renewals != hand.seq() || site.now() >= hand.firmUntil() || held.anyProvisional();
        long after = soon ? AGAIN_MILLIS : site.policy().times().renew().toMillis();
        if (site.now() - renewedAt >= after) {
            renew();
        }
        errands.tick();
    }

    private void renew() {
        renewedAt = site.now();
        sentAt.put(++renewals, renewedAt);
        sentAt.keySet().removeIf(seq -> seq <= hand.seq());
        post.to(post.coordinator(), new Renew(renewals, site.disk(), holds()));
    }

    void renewed(Renewed renewed) {
        Long sent = sentAt.get(renewed.seq());
        boolean firm = renewed.standing() == Standing.FIRM;
        boolean old = sent == null
                || renewed.seq() <= hand.seq()
                || (firm && renewed.at().ballot().compareTo(hand.at().ballot()) < 0);
        if (old) {
            return;
        }
        long until = java.util.Objects.requireNonNull(sent)
                + site.policy().times().session().toMillis()
                - site.policy().times().margin().toMillis();
        boolean first = hand.seq() == 0;
        renewed.lost().forEach(this::lost);
        Set<Token> kept = new HashSet<>();
        renewed.kept().forEach(claim -> kept.add(claim.token()));
        change(new Hand(
                firm ? Math.max(until, hand.firmUntil()) : hand.firmUntil(),
                Math.max(until, hand.provisionalUntil()),
                firm ? renewed.at() : hand.at(),
                firm ? kept : hand.kept(),
                renewed.seq()));
        renewed.kept().forEach(claim -> kept(claim, first));
        if (firm) {
            doubt(renewed.at(), kept);
        }
        errands.again();
    }

    private void lost(Lost lost) {
        Claim claim = held.of(lost.resource());
        if (claim != null && claim.token().equals(lost.token())) {
            drop(claim);
            listener.revoked(claim, lost.by());
        }
    }

    private void kept(Claim claim, boolean first) {
        Claim mine = held.of(claim.resource());
        boolean free = !tokens.over(claim);
        boolean sameScreen = false;
        if (mine != null && mine.holder() != null && claim.by(mine.holder())) {
            sameScreen = true;
            if (worthless(claim, mine) || !claim.version().after(mine.version())) {
                return;
            }
        }
        if (free && (sameScreen || (first && mine == null && listener.keeps(claim)))) {
            hold(claim);
        } else if (free && errands.wanting(claim).isPresent()) {
            long number = errands.wanting(claim).get();
            granted(new Granted(number, claim));
        } else if (mine == null || claim.version().after(mine.version())) {
            // Nobody here wants it any more; whoever had it here before has it no more either.
            if (mine != null) {
                drop(mine);
                listener.revoked(mine, claim.display());
            }
            tokens.gaveUp(claim.resource(), claim.token());
            giveBack(claim);
        }
    }

    // Told while cut off, under the token of something that was agreed: that stays as good as the session is.
    private static boolean worthless(Claim told, @Nullable Claim mine) {
        return mine != null
                && told.standing() == Standing.PROVISIONAL
                && told.token().equals(mine.token());
    }

    // A firm claim that the granting lane does not list although it is old enough: it counts no more than a guess.
    private void doubt(Version at, Set<Token> kept) {
        for (Claim claim : holds()) {
            boolean listed = kept.contains(claim.token()) || claim.version().after(at);
            if (claim.standing() == Standing.FIRM && !listed) {
                hold(claim.as(Standing.PROVISIONAL));
            }
        }
    }

    void granted(Granted granted) {
        Claim claim = granted.claim();
        if (!errands.open(granted.req())) {
            return;
        }
        // Overtaken by something that this lane has heard already, under way for longer than that.
        boolean stale = claim.standing() == Standing.FIRM
                && !claim.version().after(hand.at())
                && !hand.kept().contains(claim.token());
        if (tokens.over(claim)) {
            giveUp(claim.resource(), claim.token(), "");
            giveBack(claim);
        } else if (!stale && !tokens.overtaken(claim)) {
            if (!worthless(claim, held.of(claim.resource()))) {
                hold(claim);
            }
            errands.answered(granted.req(), granted);
        }
    }

    void denied(Denied denied) {
        if (denied.why() == Denial.NO_SESSION) {
            renew();
        } else {
            errands.answered(denied.req(), denied);
        }
    }

    void ticket(Ticket ticket) {
        errands.answered(ticket.req(), ticket);
    }

    void revoke(PeerId from, Revoke revoke) {
        giveUp(revoke.resource(), revoke.token(), revoke.by());
        post.to(from, new Yielded(revoke.id()));
    }

    // Also what is held under a lower token: whoever gives up what came after it must not go on under what was before.
    private void giveUp(Resource resource, Token token, String by) {
        Claim claim = held.of(resource);
        if (claim != null && claim.token().compareTo(token) <= 0) {
            drop(claim);
            listener.revoked(claim, by);
        }
        tokens.gaveUp(resource, token);
    }

    private void hold(Claim claim) {
        held.put(claim);
        tokens.heard(claim.resource(), claim.token());
    }

    private void drop(Claim claim) {
        held.remove(claim.resource());
        tokens.gaveUp(claim.resource(), claim.token());
    }

    private void giveBack(Claim claim) {
        post.to(post.coordinator(), new Release(claim.resource(), claim.token()));
    }

    private void change(Hand next) {
        Hand before = hand;
        hand = next;
        site.loop().undo(() -> hand = before);
    }
}
