package tillmesh.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tillmesh.lease.Fact;
import tillmesh.lease.Recall;
import tillmesh.lease.Roster;
import tillmesh.lease.Session;
import tillmesh.lease.Version;
import tillmesh.peer.LeaseMessage.Accept;
import tillmesh.peer.LeaseMessage.Accepted;
import tillmesh.peer.LeaseMessage.Learned;
import tillmesh.peer.Term.Round;

/**
 * Rounds of storing: a proposal goes to every lane in view and is agreed when those who have it on disk are a majority of
 * the roster's votes. Cut off, it is enough that the lanes in view were asked. Loop thread only.
 */
final class Voting {
    private static final long AGAIN_MILLIS = 1_000;

    private final LeaseSite site;
    private final Post post;

    Voting(LeaseSite site, Post post) {
        this.site = site;
        this.post = post;
    }

    /** Proposes facts; the new ones carry {@link Term#nextVersion}. @param done once it is agreed */
    void propose(Term term, List<Fact> facts, Runnable done) {
        long op = term.nextOp();
        facts.forEach(fact -> term.table.learn(fact, site.now()));
        term.begin(new Round(op, facts, done, site.now()));
        post.toAll(new Accept(term.ballot, op, facts));
    }

    /** Proposes all that the candidate knows. */
    void proposeAll(Term term, Runnable done) {
        Version version = term.nextVersion();
        propose(term, term.table.all(version, site.now(), term.complete), done);
    }

    /**
     * Proposes that a home is alive, and with it whatever a lane in view may not have: whoever has stored the renewal then has
     * all that it renews, so that a claim is never on fewer disks than the session that keeps it in force.
     */
    void renew(Term term, Session session, Runnable done) {
        List<Fact> facts = new ArrayList<>(term.lacking(post.members().keySet()));
        facts.add(session);
        propose(term, facts, done);
    }

    void accepted(Term term, PeerId from, Accepted accepted) {
        Round round = term.rounds.get(accepted.op());
        if (!accepted.ballot().equals(term.ballot) || round == null) {
            return;
        }
        if (accepted.recall() != Recall.WHOLE) {
            round.forgetful.add(from.lane());
        }
        if (term.counts(from.lane(), accepted.disk(), accepted.recall())) {
            round.said.add(from.lane());
        }
        term.stored(from.lane(), round);
        check(term, round);
        teach(term, from, accepted);
    }

    private void check(Term term, Round round) {
        if (!round.over && agreed(term, round)) {
            term.close(round);
            round.done.run();
        }
    }

    private boolean agreed(Term term, Round round) {
        if (term.phase == Term.Phase.PROVISIONAL) {
            // Who may have forgotten has stored it all the same.
            return post.members().keySet().stream()
                            .allMatch(lane -> round.said.contains(lane) || round.forgetful.contains(lane))
                    || site.now() - round.since >= AGAIN_MILLIS;
        }
        Roster roster = term.table.roster();
        return roster != null && roster.majority(round.said);
    }

    /**
     * Asks again who has not answered, and drops what is done.
     *
     * @return false when a proposal has waited for so long that there is no majority any more
     */
    boolean tick(Term term) {
        long now = site.now();
        for (Map.Entry<Long, Round> entry : new ArrayList<>(term.rounds.entrySet())) {
            Round round = entry.getValue();
            check(term, round);
            if (round.over && now - round.since > 2 * AGAIN_MILLIS) {
                term.rounds.remove(entry.getKey());
            } else if (!round.over && now - round.sentAt >= AGAIN_MILLIS) {
                round.sentAt = now;
                post.toAll(new Accept(term.ballot, entry.getKey(), round.facts));
            }
        }
        long patience = 2 * site.policy().times().collect().toMillis();
        return term.rounds.values().stream().allMatch(round -> round.over || now - round.since < patience);
    }

    // A disk that began empty knows enough when it has everything, from somebody who knows everything.
    private void teach(Term term, PeerId from, Accepted accepted) {
        boolean forgetful = accepted.recall() != Recall.WHOLE;
        if (forgetful
                && term.firm()
                && term.complete
                && term.lacking(Set.of(from.lane())).isEmpty()) {
            post.to(from, new Learned(term.ballot));
        }
    }
}
