package tillmesh.peer;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Ballot;
import tillmesh.lease.Fact;
import tillmesh.lease.Roster;
import tillmesh.peer.LeaseMessage.Nack;
import tillmesh.peer.LeaseMessage.Prepare;
import tillmesh.peer.LeaseMessage.Promise;
import tillmesh.peer.Term.Phase;
import tillmesh.peer.Term.Promiser;

/**
 * How the lane that stands first in its view becomes the one that grants: it prepares a ballot, gathers what a majority
 * knows, stores it again under its ballot, and only then grants firmly. Without a majority it grants provisionally and
 * tries again. Being first in a view gives no right; promises do. Loop thread only.
 */
final class Candidate {
    private static final long BACKOFF_MILLIS = 250;
    private static final int BACKOFF_MAX = 8;

    private final LeaseSite site;
    private final Post post;
    private final Acceptor acceptor;
    private final Voting voting;
    private final Consumer<String> alarm;
    private @Nullable Term term;
    private long heardEpoch;
    private long startAt;
    private int refused;

    Candidate(LeaseSite site, Post post, Acceptor acceptor, Voting voting, Consumer<String> alarm) {
        this.site = site;
        this.post = post;
        this.acceptor = acceptor;
        this.voting = voting;
        this.alarm = alarm;
    }

    /** The candidature under way; null when somebody else is the coordinator. */
    @Nullable
    Term term() {
        return term;
    }

    /** The view changed. */
    void viewed() {
        refused = 0;
        if (post.coordinating()) {
            start();
        } else {
            giveUp();
        }
    }

    private void giveUp() {
        term = null;
        startAt = site.now();
    }

    /** Begins under a ballot above all that this lane has heard of. */
    void start() {
        long epoch = Math.max(
                Math.max(acceptor.promised().epoch(), heardEpoch) + 1,
                site.wall().millis() / 1_000);
        Term fresh = new Term(ballot(site.me(), epoch), site.now());
        term = fresh;
        touched();
        post.toAll(new Prepare(fresh.ballot));
    }

    /** A ballot of a process. */
    static Ballot ballot(PeerId me, long epoch) {
        return new Ballot(epoch, me.lane().name().hashCode() & 0xffff, me.incarnation() & 0xff_ffff);
    }

    /** A note that changed a candidature: if its commit fails nothing of that is true, and another ballot must be tried. */
    void touched() {
        site.loop().undo(() -> {
            term = null;
            startAt = site.now() + BACKOFF_MILLIS;
        });
    }

    void promised(PeerId from, Promise promise) {
        Term now = term;
        if (now == null || !promise.ballot().equals(now.ballot)) {
            return;
        }
        touched();
        if (now.phase == Phase.COLLECTING) {
            now.promisers.put(from.lane(), new Promiser(promise.disk(), promise.recall()));
            for (Fact fact : promise.facts()) {
                now.table.learn(fact, site.now());
            }
            promise.holds().forEach(claim -> now.table.learn(claim, site.now()));
            judge(now);
        }
    }

    void refused(Nack nack) {
        Term now = term;
        if (now != null && nack.refused().equals(now.ballot)) {
            heardEpoch = Math.max(heardEpoch, nack.promised().epoch());
            refused = Math.min(refused + 1, BACKOFF_MAX);
            term = null;
            // Two lanes that both believe to be first must not chase each other at the speed of the network.
            startAt = site.now() + (refused == 1 ? 0 : BACKOFF_MILLIS * refused);
        }
    }

    private void judge(Term now) {
        now.table.forgetOver();
        Roster roster = now.table.roster();
        boolean all = now.promisers.keySet().containsAll(post.members().keySet());
        boolean waited = all || site.now() - now.since >= collectMillis();
        // Who knows more may only be slower than who has forgotten.
        if (roster != null && roster.majority(now.voters()) && (waited || now.tellsAll(roster))) {
            restore(now, roster);
        } else if (roster == null && all && mayFound(now)) {
            found(now);
        } else if (waited) {
            now.enter(Phase.PROVISIONAL, site.now());
        }
    }

    private long collectMillis() {
        return site.policy().times().collect().toMillis();
    }

    // Not at first sight: the rest of the shop may be about to be found. And lanes that know of no shop may have been
    // wiped:
    // fewer than are named are a shop only if they are most, and have waited for whatever was granted before to be
    // over.
    private boolean mayFound(Term now) {
        int members = post.members().size();
        int named = site.policy().lanes();
        return members > 1
                && post.viewMillis() >= collectMillis()
                && (members >= named || 2 * now.voters().size() > named);
    }

    private void found(Term now) {
        acceptor.becomeWhole();
        now.promisers.put(site.me().lane(), new Promiser(site.disk(), acceptor.recall()));
        Roster first = Roster.first(site.disk(), site.me().lane(), now.nextVersion());
        now.table.roster(first);
        restore(now, first);
    }

    private void restore(Term now, Roster roster) {
        now.complete = now.tellsAll(roster);
        if (now.table.descents() > 1) {
            alarm.accept("Two shops met that were founded apart; the smaller one's lanes join the larger one.");
        }
        now.enter(Phase.RESTORING, site.now());
        now.table.settle(now, site.now());
        voting.proposeAll(now, () -> {
            now.enter(Phase.FIRM, site.now());
            refused = 0;
        });
    }

    /** Looks at what has waited for too long. */
    void tick() {
        Term now = term;
        if (now == null) {
            if (post.coordinating() && site.now() >= startAt) {
                start();
            }
            return;
        }
        if (now.phase == Phase.COLLECTING) {
            judge(now);
        } else if (now.phase == Phase.PROVISIONAL && worthAnotherTry() && site.now() - now.since >= collectMillis()) {
            start();
        } else if (!voting.tick(now)) {
            start();
        }
    }

    private boolean worthAnotherTry() {
        Roster roster = java.util.Objects.requireNonNull(term).table.roster();
        int members = post.members().size();
        return roster == null ? members > 1 : roster.majority(post.members().keySet());
    }
}
