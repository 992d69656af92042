package tillmesh.peer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Claim;
import tillmesh.lease.CutOff;
import tillmesh.lease.Fact;
import tillmesh.lease.Holder;
import tillmesh.lease.Home;
import tillmesh.lease.Resource;
import tillmesh.lease.Session;
import tillmesh.lease.Standing;
import tillmesh.peer.LeaseMessage.Ask;
import tillmesh.peer.LeaseMessage.Denial;
import tillmesh.peer.LeaseMessage.Denied;
import tillmesh.peer.LeaseMessage.Granted;
import tillmesh.peer.LeaseMessage.Lost;
import tillmesh.peer.LeaseMessage.Release;
import tillmesh.peer.LeaseMessage.Renew;
import tillmesh.peer.LeaseMessage.Renewed;
import tillmesh.peer.LeaseMessage.Revoke;

/**
 * What the granting lane answers to those who want something. Nothing firm is said before a majority has it on disk.
 * Loop thread only.
 */
final class Granter {
    /** Requests that wait for a candidature to come through; more are asked again by who sent them. */
    static final int WAITING_MAX = 1_000;

    private final LeaseSite site;
    private final Post post;
    private final Candidate candidate;
    private final Voting voting;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Map<Long, Yielding> yielding = new HashMap<>();
    private long revocations;

    Granter(LeaseSite site, Post post, Candidate candidate, Voting voting) {
        this.site = site;
        this.post = post;
        this.candidate = candidate;
        this.voting = voting;
    }

    /** Somebody who was told to give a claim up, and what happens when they have or have not. */
    private record Yielding(Term term, long deadline, Runnable then) {}

    /** The candidature that can decide now; otherwise the request waits, or is dropped where another lane grants. */
    @Nullable
    Term granting(Runnable again) {
        Term term = candidate.term();
        if (term == null || term.granting()) {
            return term;
        }
        if (waiting.size() < WAITING_MAX) {
            waiting.add(again);
            // What a failed note asked of itself was never asked: a release that stayed would free what is still held.
            site.loop().undo(() -> waiting.remove(again));
        }
        return null;
    }

    void tick() {
        Term term = candidate.term();
        if (term == null) {
            waiting.clear();
            yielding.clear();
            return;
        }
        serveWaiting(term);
        for (Map.Entry<Long, Yielding> entry : new ArrayList<>(yielding.entrySet())) {
            if (site.now() >= entry.getValue().deadline()) {
                yielded(entry.getKey());
            }
        }
    }

    /** Takes up what waited, once there is somebody to decide. */
    void serveWaiting(@Nullable Term term) {
        if (term != null && term.granting() && !waiting.isEmpty()) {
            List<Runnable> now = new ArrayList<>(waiting);
            waiting.clear();
            now.forEach(Runnable::run);
        }
    }

    void renew(PeerId from, Renew renew) {
        Term term = granting(() -> renew(from, renew));
        if (term == null) {
            return;
        }
        candidate.touched();
        Home home = new Home(from.lane(), renew.disk());
        long full = site.policy().times().session().toMillis();
        Session session = new Session(home, full, term.nextVersion());
        voting.renew(term, session, () -> adopt(term, from, renew));
    }

    // Granted while cut off, and nobody else wants it: now it can be made firm.
    private void adopt(Term term, PeerId from, Renew renew) {
        Home home = new Home(from.lane(), renew.disk());
        List<Fact> orphans = new ArrayList<>();
        for (Claim hold : renew.holds()) {
            if (!overtaken(term, hold) && term.table.live(hold.resource(), site.now()) == null) {
                orphans.add(claim(term, home, hold.resource(), java.util.Objects.requireNonNull(hold.holder())));
            }
        }
        if (orphans.isEmpty()) {
            renewed(term, from, renew);
        } else {
            voting.propose(term, orphans, () -> renewed(term, from, renew));
        }
    }

    // Somebody had it after that, or, as far as all is known here that was ever in force, it was given back.
    private static boolean overtaken(Term term, Claim hold) {
        Claim last = term.table.firm(hold.resource());
        return last == null
                ? term.firm() && term.complete && term.table.over(hold)
                : last.token().compareTo(hold.token()) > 0;
    }

    private void renewed(Term term, PeerId from, Renew renew) {
        Home home = new Home(from.lane(), renew.disk());
        List<Claim> kept = term.table.of(home, site.now()).stream()
                .filter(term::agreed)
                .map(term::worth)
                .toList();
        List<Lost> lost = new ArrayList<>();
        for (Claim hold : renew.holds()) {
            Claim present = term.table.live(hold.resource(), site.now());
            if (present == null || !present.home().equals(home)) {
                lost.add(new Lost(hold.resource(), hold.token(), present == null ? "" : present.display()));
            }
        }
        Standing standing = term.firm() ? Standing.FIRM : Standing.PROVISIONAL;
        post.to(from, new Renewed(renew.seq(), standing, term.agreed(), kept, lost));
    }

    void ask(PeerId from, Ask ask) {
        Term term = granting(() -> ask(from, ask));
        if (term == null || !term.begin(from, ask.req())) {
            return;
        }
        candidate.touched();
        decide(term, from, ask);
    }

    private void decide(Term term, PeerId from, Ask ask) {
        Home home = new Home(from.lane(), ask.disk());
        Claim present = term.table.live(ask.resource(), site.now());
        boolean cutOff = !term.firm() && site.policy().cutOff() == CutOff.REFUSE;
        if (cutOff || !term.table.alive(home, site.now())) {
            deny(term, from, ask, cutOff ? Denial.CUT_OFF : Denial.NO_SESSION, null);
        } else if (present == null) {
            give(term, from, ask, home);
        } else if (present.by(ask.holder()) && present.home().equals(home)) {
            again(term, from, ask, present);
        } else if (ask.force()
                && !present.by(ask.holder())
                && !ask.holder().role().mayForce()) {
            deny(term, from, ask, Denial.NOT_ALLOWED, present);
        } else if (present.home().equals(home)) {
            // Two screens of one lane: that lane has judged it already.
            give(term, from, ask, home);
        } else if (present.by(ask.holder()) || ask.force()) {
            takeOver(term, from, ask, present);
        } else {
            deny(term, from, ask, Denial.HELD, present);
        }
    }

    private void deny(Term term, PeerId from, Ask ask, Denial why, @Nullable Claim present) {
        term.end(from, ask.req());
        String by = present == null ? "" : present.display();
        String lane = present == null ? "" : present.home().lane().name();
        post.to(from, new Denied(ask.req(), why, by, lane));
    }

    private void again(Term term, PeerId from, Ask ask, Claim present) {
        boolean worth = present.standing() == Standing.FIRM || !term.firm();
        if (!worth) {
            give(term, from, ask, present.home());
            return;
        }
        term.end(from, ask.req());
        // What is not agreed yet is answered when it is; nor is what is just being stored again, perhaps for new
        // voters.
        if (term.agreed(present) && !term.open(present.key())) {
            post.to(from, new Granted(ask.req(), term.worth(present)));
        }
    }

    private void give(Term term, PeerId from, Ask ask, Home home) {
        grant(term, home, ask.resource(), ask.holder(), () -> {
            term.end(from, ask.req());
            Claim present = term.table.live(ask.resource(), site.now());
            // It may be another one by now, given back and asked for again: that one is not agreed yet.
            if (present != null && present.by(ask.holder()) && present.home().equals(home) && term.agreed(present)) {
                post.to(from, new Granted(ask.req(), term.worth(present)));
            }
        });
    }

    private void grant(Term term, Home home, Resource resource, Holder holder, Runnable agreed) {
        voting.propose(term, List.of(claim(term, home, resource, holder)), agreed);
    }

    private static Claim claim(Term term, Home home, Resource resource, Holder holder) {
        Standing standing = term.firm() ? Standing.FIRM : Standing.PROVISIONAL;
        return new Claim(resource, standing, term.token(), holder, home, term.nextVersion());
    }

    /** The holder is told first, so that what it has written is known to whoever comes next; it has one second. */
    private void takeOver(Term term, PeerId from, Ask ask, Claim present) {
        long id = ++revocations;
        Runnable then = () -> {
            Claim now = term.table.live(ask.resource(), site.now());
            if (now != null && now.token().equals(present.token())) {
                give(term, from, ask, new Home(from.lane(), ask.disk()));
            } else {
                decide(term, from, ask);
            }
        };
        PeerId holder = post.member(present.home().lane()).orElse(null);
        long wait = holder == null ? 0 : site.policy().times().yield().toMillis();
        yielding.put(id, new Yielding(term, site.now() + wait, then));
        if (holder == null) {
            yielded(id);
        } else {
            post.to(
                    holder,
                    new Revoke(
                            id,
                            present.resource(),
                            present.token(),
                            ask.holder().display()));
        }
    }

    /** The holder has given it up, or its second is over. */
    void yielded(long id) {
        Yielding done = yielding.remove(id);
        if (done != null && done.term() == candidate.term()) {
            candidate.touched();
            done.then().run();
        }
    }

    void release(PeerId from, Release release) {
        Term term = granting(() -> release(from, release));
        Claim present = term == null ? null : term.table.live(release.resource(), site.now());
        if (term == null
                || present == null
                || !present.token().equals(release.token())
                || !present.home().lane().equals(from.lane())) {
            return;
        }
        candidate.touched();
        if (term.firm() || present.standing() == Standing.PROVISIONAL) {
            voting.propose(term, List.of(present.ended(term.nextVersion())), () -> {});
        } else {
            // Cut off, a firm record must not be overwritten: it could hide what the majority has agreed on since.
            term.table.forget(present);
        }
    }
}
