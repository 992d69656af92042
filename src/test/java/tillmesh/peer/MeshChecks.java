package tillmesh.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Ballot;
import tillmesh.lease.Claim;
import tillmesh.lease.Fact;
import tillmesh.lease.Resource;
import tillmesh.lease.Roster;
import tillmesh.lease.Standing;
import tillmesh.lease.Token;
import tillmesh.lease.Version;
import tillmesh.peer.LeaseMessage.Accept;
import tillmesh.peer.LeaseMessage.Accepted;
import tillmesh.peer.LeaseMessage.Granted;
import tillmesh.shop.LaneId;

/** What must hold at every moment, whatever happens. Looks only at disks, messages and the lanes' own checks. */
final class MeshChecks {
    private final MeshWorld world;
    private final Map<Token, String> owners = new HashMap<>();
    private final Map<Resource, Token> highest = new HashMap<>();
    private final Map<Resource, Token> forced = new HashMap<>();
    private final Map<Long, LaneId> numbers = new TreeMap<>();
    private final Map<Token, List<Fact>> ending = new HashMap<>();
    private final Map<Token, Version> over = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    MeshChecks(MeshWorld world) {
        this.world = world;
    }

    List<String> violations() {
        return violations;
    }

    void violation(String rule, String what) {
        if (violations.size() < 20) {
            violations.add(rule + " at " + world.millis() + ": " + what);
        }
    }

    /** ML4: a disk never goes back behind what it promised. */
    void promises(String disk, Ballot before, Ballot now) {
        if (now.compareTo(before) < 0) {
            violation("ML4", disk + " promised " + now + " after " + before);
        }
    }

    /** ML4: and never stores what is older than its promise. */
    void stores(String disk, Ballot promised, Fact fact) {
        if (fact.version().ballot().compareTo(promised) < 0) {
            violation("ML4", disk + " stored " + fact + " after it promised " + promised);
        }
    }

    /** ML2: a token is for one screen of one lane and one resource, ever. */
    void proposed(Accept accept) {
        ending.put(
                accept.ballot().token(accept.op()),
                accept.facts().stream().filter(MeshChecks::ended).toList());
        for (Fact fact : accept.facts()) {
            if (fact instanceof Claim claim && claim.holder() != null) {
                taken(claim);
                stillOver(claim);
                String owner = claim.resource() + " " + claim.home() + " "
                        + claim.holder().screen();
                String before = owners.putIfAbsent(claim.token(), owner);
                if (before != null && !before.equals(owner)) {
                    violation("ML2", claim.token() + " for " + owner + " and before for " + before);
                }
            }
        }
    }

    private static boolean ended(Fact fact) {
        return fact instanceof Claim claim && claim.holder() == null && claim.standing() == Standing.FIRM;
    }

    /** A lane has stored what may be the end of a claim. */
    void accepted(MeshLane by, Accepted accepted) {
        for (Fact fact : ending.getOrDefault(accepted.ballot().token(accepted.op()), List.of())) {
            var stored = world.lanes().stream()
                    .filter(lane -> fact.equals(lane.disk().durable(fact.key())))
                    .map(MeshLane::id)
                    .toList();
            Roster roster = (Roster) by.disk().durable(Roster.KEY);
            if (roster != null && roster.majority(stored)) {
                over.put(((Claim) fact).token(), fact.version());
            }
        }
    }

    // ML3: what a majority knows to be over is nobody's again under its old token.
    private void stillOver(Claim claim) {
        Version since = over.get(claim.token());
        if (since != null && claim.version().after(since) && !world.wiped()) {
            violation("ML3", claim + " is back, though it was over at " + since);
        }
    }

    /** ML15: what is called firm stands on the disks of a majority. */
    void granted(MeshLane from, Granted granted) {
        Claim claim = granted.claim();
        if (claim.standing() != Standing.FIRM || world.wiped()) {
            return;
        }
        Roster roster = (Roster) from.disk().durable(Roster.KEY);
        var stored = world.lanes().stream()
                .filter(lane -> {
                    Fact fact = lane.disk().durable(claim.key());
                    // A coordinator that wakes up may say so long after; then its end is known, by itself or by a
                    // roster.
                    return fact instanceof Claim known
                            ? known.token().equals(claim.token())
                                    || known.token().compareTo(claim.token()) > 0
                            : overBy(lane.disk().durable(Roster.KEY), claim);
                })
                .map(MeshLane::id)
                .toList();
        if (roster == null || !roster.majority(stored)) {
            violation("ML15", claim + " is firm, but stands only with " + stored + " of " + roster);
        }
    }

    private static boolean overBy(@Nullable Fact roster, Claim claim) {
        return roster != null && roster.version().after(claim.version());
    }

    /** A manager may have taken this away from somebody. */
    void taken(Claim claim) {
        if (claim.holder() != null && claim.holder().role().mayForce()) {
            forced.merge(claim.resource(), claim.token(), MeshChecks::higher);
        }
    }

    // What a manager took away: until the one before has heard of it, it may believe to have it still.
    private boolean overtaken(Claim claim) {
        Token by = forced.get(claim.resource());
        return by != null && claim.token().compareTo(by) < 0;
    }

    /** ML1 and ML3: whoever may write firmly is the only one, and its token is the highest so far. */
    void writes(MeshLane lane, Resource resource) {
        Claim mine = lane.firm(resource);
        if (mine == null) {
            return;
        }
        for (MeshLane other : world.lanes()) {
            Claim theirs = other == lane || !other.running() ? null : other.firm(resource);
            boolean allowed = theirs == null || overtaken(mine) || overtaken(theirs) || theirs.by(mine.holder());
            if (!allowed) {
                violation("ML1", "two firm holders: " + lane.id() + " " + mine + " and " + other.id() + " " + theirs);
            }
        }
        Token before = highest.merge(resource, mine.token(), MeshChecks::higher);
        if (before.compareTo(mine.token()) > 0 && !overtaken(mine)) {
            violation("ML3", lane.id() + " writes " + resource + " under " + mine.token() + " after " + before);
        }
    }

    private static Token higher(Token a, Token b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /** ML9: nobody writes later than its session, counted from before the renewal was sent. */
    void inTime(MeshLane lane, long now, long sentAt) {
        long ttl = 16_000 - 2_000;
        if (now > sentAt + ttl) {
            violation("ML9", lane.id() + " writes " + (now - sentAt) + " ms after its last renewal was sent");
        }
    }

    /** L9: no ticket number twice, as long as a majority of the disks has forgotten nothing. */
    void ticket(MeshLane lane, long number) {
        LaneId before = numbers.putIfAbsent(number, lane.id());
        if (before != null && !world.forgetful()) {
            violation("L9", "ticket " + number + " for " + lane.id() + " and before for " + before);
        }
    }

    /** The ticket numbers given so far. */
    Set<Long> numbers() {
        return numbers.keySet();
    }
}
