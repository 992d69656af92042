package tillmesh.peer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tillmesh.lease.Fact;
import tillmesh.lease.Recall;
import tillmesh.lease.Roster;
import tillmesh.lease.Version;
import tillmesh.peer.LeaseMessage.Accept;
import tillmesh.peer.LeaseMessage.Accepted;
import tillmesh.peer.LeaseMessage.Learned;
import tillmesh.peer.Term.Round;
import tillmesh.shop.LaneId;

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

    /** Proposes facts that carry {@link Term#nextVersion}. @param done once it is agreed */
    Round propose(Term term, List<Fact> facts, Runnable done) {
        long op = term.nextOp();
        facts.forEach(fact -> term.table.learn(fact, site.now()));
        Round round = new Round(facts, done, site.now());
        term.rounds.put(op, round);
        post.toAll(new Accept(term.ballot, op, facts));
        return round;
    }

    /** Proposes all that the candidate knows. */
    void proposeAll(Term term, Runnable done) {
        Version version = term.nextVersion();
        term.all = propose(term, term.table.all(version, site.now()), done);
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
        check(term, round);
        teach(term);
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
            if (round.over && round != term.all && now - round.since > 2 * AGAIN_MILLIS) {
                term.rounds.remove(entry.getKey());
            } else if (!round.over && now - round.sentAt >= AGAIN_MILLIS) {
                round.sentAt = now;
                post.toAll(new Accept(term.ballot, entry.getKey(), round.facts));
            }
        }
        long patience = 2 * site.policy().times().collect().toMillis();
        return term.rounds.values().stream().allMatch(round -> round.over || now - round.since < patience);
    }

    // A disk that began empty knows enough when everything reached it, and a majority without it.
    private void teach(Term term) {
        Roster roster = term.table.roster();
        Round all = term.all;
        if (roster == null || all == null || !term.firm()) {
            return;
        }
        for (LaneId lane : List.copyOf(all.forgetful)) {
            Set<LaneId> others = new HashSet<>(all.said);
            others.remove(lane);
            if (roster.majority(others)) {
                all.forgetful.remove(lane);
                post.member(lane).ifPresent(peer -> post.to(peer, new Learned(term.ballot)));
            }
        }
    }
}
