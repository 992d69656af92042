package tillmesh.peer;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tillmesh.lease.Ballot;
import tillmesh.lease.Claim;
import tillmesh.lease.Fact;
import tillmesh.lease.Recall;
import tillmesh.lease.Roster;
import tillmesh.lease.Standing;
import tillmesh.lease.Token;
import tillmesh.lease.Version;
import tillmesh.shop.LaneId;

/** One candidature: all that a candidate knows and has begun under one ballot. Given up as a whole. Loop thread only. */
final class Term {
    /** How far a candidature has come. */
    enum Phase {
        /** Promises are being collected. */
        COLLECTING,
        /** A majority promised; what it knows is being stored again, so that whatever is told from it is agreed. */
        RESTORING,
        /** A majority promised and stored: grants are firm. */
        FIRM,
        /** No majority: grants are provisional. */
        PROVISIONAL
    }

    final Ballot ballot;
    final Table table = new Table();
    final Map<LaneId, Promiser> promisers = new LinkedHashMap<>();
    final Map<Long, Round> rounds = new TreeMap<>();
    private final Map<String, Integer> open = new HashMap<>();
    private final Set<Token> agreedTokens = new HashSet<>();
    private final Map<PeerId, Set<Long>> busy = new LinkedHashMap<>();
    Phase phase = Phase.COLLECTING;
    long since;
    /** Whether whatever was ever agreed is known here; with less, leases can be firm, since they end by themselves. */
    boolean complete;

    private final Spread spread = new Spread();
    private long op;
    private long tokens;

    Term(Ballot ballot, long now) {
        this.ballot = ballot;
        this.since = now;
    }

    /** Who promised. */
    record Promiser(String disk, Recall recall) {}

    /** A proposal on its way. */
    static final class Round {
        final long op;
        final List<Fact> facts;
        final Runnable done;
        final Set<LaneId> said = new HashSet<>();
        final Set<LaneId> forgetful = new HashSet<>();
        final long since;
        long sentAt;
        boolean over;

        Round(long op, List<Fact> facts, Runnable done, long now) {
            this.op = op;
            this.facts = facts;
            this.done = done;
            this.since = now;
            this.sentAt = now;
        }

        /** The keys of what is new in it; the rest was proposed before and is only told again. */
        List<String> keys() {
            return facts.stream()
                    .filter(fact -> fact.version().op() == op)
                    .map(Fact::key)
                    .toList();
        }
    }

    void enter(Phase next, long now) {
        phase = next;
        since = now;
    }

    /** Whether requests can be decided. */
    boolean granting() {
        return phase == Phase.FIRM || phase == Phase.PROVISIONAL;
    }

    boolean firm() {
        return phase == Phase.FIRM;
    }

    Token token() {
        return ballot.token(++tokens);
    }

    /** The version of the next proposal; facts of one proposal share it. */
    Version nextVersion() {
        return new Version(ballot, op + 1);
    }

    long nextOp() {
        return ++op;
    }

    /** Whether a vote counts: not that of a disk that may have forgotten what it promised before this ballot. */
    boolean counts(LaneId lane, String disk, Recall recall) {
        Promiser promiser = promisers.get(lane);
        boolean sinceThen = promiser != null && promiser.disk().equals(disk);
        return recall == Recall.WHOLE || (recall == Recall.WAITED && sinceThen);
    }

    /** Lanes whose promise counts. */
    Set<LaneId> voters() {
        Set<LaneId> voters = new HashSet<>();
        promisers.forEach((lane, promiser) -> {
            if (promiser.recall() != Recall.LOST) {
                voters.add(lane);
            }
        });
        return voters;
    }

    /**
     * Whether whatever was agreed before is among what the promisers told: they are a majority that has forgotten nothing, or
     * all lanes there are.
     */
    boolean tellsAll(Roster roster) {
        Set<LaneId> whole = new HashSet<>();
        promisers.forEach((lane, promiser) -> {
            if (promiser.recall() == Recall.WHOLE) {
                whole.add(lane);
            }
        });
        return roster.majority(whole) || roster.all(voters());
    }

    /** A round begins. */
    void begin(Round round) {
        rounds.put(round.op, round);
        round.keys().forEach(key -> open.merge(key, 1, Integer::sum));
    }

    /** A round is over: what it said is agreed. */
    void close(Round round) {
        round.over = true;
        round.keys().forEach(key -> open.computeIfPresent(key, (same, rounds) -> rounds == 1 ? null : rounds - 1));
        for (Fact fact : round.facts) {
            if (fact instanceof Claim claim) {
                agreedTokens.add(claim.token());
            }
        }
    }

    /** Whether a home may be told that it has this. */
    boolean agreed(Claim claim) {
        return firm() ? agreedTokens.contains(claim.token()) : !open(claim.key());
    }

    /** What a home is told: without a majority not even a firm record is more than a guess, others may know better. */
    Claim worth(Claim claim) {
        return firm() ? claim : claim.as(Standing.PROVISIONAL);
    }

    /** Whether a fact is proposed and not yet agreed. */
    boolean open(String key) {
        return open.containsKey(key);
    }

    /** A lane has stored what a round said. */
    void stored(LaneId lane, Round round) {
        spread.stored(lane, round.facts);
    }

    /** What one of these lanes at least may not have on its disk, of all that stands in the table. */
    List<Fact> lacking(Collection<LaneId> lanes) {
        return firm() ? spread.lacking(table.lasting(complete), lanes) : List.of();
    }

    /** Forgets what was said about what does not stand in the table any more. */
    void tidy() {
        List<Fact> lasting = table.lasting(true);
        Set<Token> tokens = new HashSet<>();
        lasting.stream().filter(Claim.class::isInstance).forEach(claim -> tokens.add(((Claim) claim).token()));
        agreedTokens.retainAll(tokens);
        spread.keep(lasting);
    }

    /** Everything proposed up to here is agreed. */
    Version agreed() {
        long firstOpen = op + 1;
        for (Map.Entry<Long, Round> round : rounds.entrySet()) {
            if (!round.getValue().over) {
                firstOpen = round.getKey();
                break;
            }
        }
        return new Version(ballot, firstOpen - 1);
    }

    /** Takes up a request, unless it is being decided already. */
    boolean begin(PeerId asker, long req) {
        return busy.computeIfAbsent(asker, unknown -> new HashSet<>()).add(req);
    }

    void end(PeerId asker, long req) {
        busy.getOrDefault(asker, Set.of()).remove(req);
    }
}
