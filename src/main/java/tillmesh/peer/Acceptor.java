package tillmesh.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Ballot;
import tillmesh.lease.Claim;
import tillmesh.lease.Counter;
import tillmesh.lease.Fact;
import tillmesh.lease.Home;
import tillmesh.lease.Recall;
import tillmesh.lease.Resource;
import tillmesh.lease.Roster;
import tillmesh.lease.Session;
import tillmesh.lease.Standing;
import tillmesh.peer.LeaseMessage.Accept;
import tillmesh.peer.LeaseMessage.Accepted;
import tillmesh.peer.LeaseMessage.Learned;
import tillmesh.peer.LeaseMessage.Nack;
import tillmesh.peer.LeaseMessage.Prepare;
import tillmesh.peer.LeaseMessage.Promise;

/**
 * What one lane promises and keeps for the shop. A promise and what was accepted are on the disk before the answer leaves.
 * Renewals of sessions are only remembered: after a restart each session gets its full time again, which is never too short.
 * Loop thread only.
 */
final class Acceptor {
    /** What nobody needs any more is dropped after this: a claim given back, a session long over. */
    static final Duration KEEP = Duration.ofHours(1);

    /** Ticket counters are kept for this: a store's day, and the next for a lane with another idea of the date. */
    static final Duration KEEP_COUNTERS = Duration.ofDays(2);

    private final LeaseSite site;
    private final LeaseDisk disk;
    private final Post post;
    private final Runnable changed;
    private final Map<String, Fact> facts = new HashMap<>();
    private final Map<String, Long> until = new HashMap<>();
    private final Map<String, Long> touched = new HashMap<>();
    private final long bornAt;
    private Ballot promised;
    private boolean whole;

    /** @param changed told when somebody has a table more or less */
    Acceptor(LeaseSite site, LeaseDisk disk, Post post, Runnable changed) {
        this.site = site;
        this.disk = disk;
        this.post = post;
        this.changed = changed;
        this.bornAt = site.now();
        LeaseDisk.Kept kept = disk.read();
        promised = kept.promised();
        whole = kept.whole();
        for (Fact fact : kept.facts()) {
            facts.put(fact.key(), fact);
            touched.put(fact.key(), bornAt);
            if (fact instanceof Session) {
                until.put(fact.key(), bornAt + sessionMillis());
            }
        }
    }

    private long sessionMillis() {
        return site.policy().times().session().toMillis();
    }

    Ballot promised() {
        return promised;
    }

    /** The roster on this disk. */
    @Nullable
    Roster roster() {
        return (Roster) facts.get(Roster.KEY);
    }

    /** How much this disk's word counts. */
    Recall recall() {
        if (whole) {
            return Recall.WHOLE;
        }
        return site.now() - bornAt
                        > sessionMillis() + site.policy().times().margin().toMillis()
                ? Recall.WAITED
                : Recall.LOST;
    }

    void prepare(PeerId from, Prepare prepare, List<Claim> holds) {
        if (prepare.ballot().compareTo(promised) < 0) {
            post.to(from, new Nack(prepare.ballot(), promised));
            return;
        }
        promise(prepare.ballot());
        post.to(from, new Promise(prepare.ballot(), site.disk(), recall(), known(), holds));
    }

    void accept(PeerId from, Accept accept) {
        if (accept.ballot().compareTo(promised) < 0) {
            post.to(from, new Nack(accept.ballot(), promised));
            return;
        }
        promise(accept.ballot());
        accept.facts().forEach(this::store);
        if (accept.facts().stream().anyMatch(Acceptor::aboutTable)) {
            changed.run();
        }
        post.to(from, new Accepted(accept.ballot(), accept.op(), site.disk(), recall()));
    }

    /** A majority without this disk has what this disk was told under the ballot. */
    void learned(Learned learned) {
        if (learned.ballot().equals(promised)) {
            becomeWhole();
        }
    }

    /** This lane founds the shop: there is nothing before it that could have been forgotten. */
    void becomeWhole() {
        if (!whole) {
            disk.whole();
            whole = true;
            site.loop().undo(() -> whole = false);
        }
    }

    private void promise(Ballot ballot) {
        if (!ballot.equals(promised)) {
            Ballot before = promised;
            disk.promised(ballot);
            promised = ballot;
            site.loop().undo(() -> promised = before);
        }
    }

    private List<Fact> known() {
        List<Fact> known = new ArrayList<>(facts.size());
        for (Fact fact : facts.values()) {
            known.add(fact instanceof Session session ? session.resting(rest(session)) : fact);
        }
        return known;
    }

    private long rest(Session session) {
        return Math.max(0, until.getOrDefault(session.key(), 0L) - site.now());
    }

    private void store(Fact fact) {
        Fact known = facts.get(fact.key());
        boolean newer = fact instanceof Roster roster
                ? Roster.of((Roster) known, roster).equals(roster) && !roster.equals(known)
                : known == null || fact.version().after(known.version());
        if (fact instanceof Session session) {
            remember(until, session.key(), Math.max(site.now() + session.restMillis(), until(session)));
        }
        if (newer) {
            // Of a session only that it exists must survive: a full time is counted anew after a restart.
            if (!(fact instanceof Session) || known == null) {
                disk.put(fact);
            }
            remember(facts, fact.key(), fact);
        }
        remember(touched, fact.key(), site.now());
    }

    // Of orders nobody has to be told: who wants one asks.
    private static boolean aboutTable(Fact fact) {
        return fact instanceof Claim claim && claim.resource().kind() == Resource.Kind.TABLE;
    }

    /** What screens of other lanes have: one claim for each thing, the firm one rather than others. */
    List<Claim> elsewhere() {
        Map<Resource, Claim> known = new LinkedHashMap<>();
        for (Fact fact : facts.values()) {
            if (fact instanceof Claim claim && claim.holder() != null && alive(claim.home())) {
                known.merge(claim.resource(), claim, Acceptor::firmer);
            }
        }
        return known.values().stream()
                .filter(claim -> !claim.home().equals(site.home()))
                .toList();
    }

    private boolean alive(Home home) {
        return until.getOrDefault(Session.key(home.disk()), 0L) > site.now();
    }

    private static Claim firmer(Claim one, Claim other) {
        return other.standing() == Standing.FIRM ? other : one;
    }

    private long until(Session session) {
        return until.getOrDefault(session.key(), 0L);
    }

    private <T> void remember(Map<String, T> map, String key, @Nullable T value) {
        T before = value == null ? map.remove(key) : map.put(key, value);
        site.loop().undo(() -> {
            if (before == null) {
                map.remove(key);
            } else {
                map.put(key, before);
            }
        });
    }

    /** Drops what nobody needs any more. */
    void prune() {
        long now = site.now();
        List<String> gone = facts.values().stream()
                .filter(fact -> now - touched.getOrDefault(fact.key(), now) > keepMillis(fact))
                .map(Fact::key)
                .toList();
        for (String key : gone) {
            disk.drop(key);
            remember(facts, key, null);
            remember(until, key, null);
            remember(touched, key, null);
        }
    }

    private long keepMillis(Fact fact) {
        if (fact instanceof Claim claim) {
            boolean needed = claim.holder() != null
                    && facts.containsKey(Session.key(claim.home().disk()));
            return needed ? Long.MAX_VALUE : KEEP.toMillis();
        }
        if (fact instanceof Session session) {
            return rest(session) > 0 ? Long.MAX_VALUE : KEEP.toMillis();
        }
        return fact instanceof Counter ? KEEP_COUNTERS.toMillis() : Long.MAX_VALUE;
    }
}
