package tillmesh.peer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Claim;
import tillmesh.lease.Counter;
import tillmesh.lease.Fact;
import tillmesh.lease.Home;
import tillmesh.lease.Resource;
import tillmesh.lease.Roster;
import tillmesh.lease.Session;
import tillmesh.lease.Standing;
import tillmesh.lease.Version;

/**
 * What a candidate knows under one ballot: gathered from promises, then changed by what it proposes. Never on disk; another
 * candidate gathers its own. Loop thread only.
 */
final class Table {
    private static final Comparator<Claim> BY_TOKEN = Comparator.comparing(Claim::token);

    private final Claims claims = new Claims();
    private final Map<String, Counter> counters = new HashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, Long> until = new HashMap<>();
    private final Set<String> descents = new TreeSet<>();
    private @Nullable Roster roster;

    /** Takes in what somebody knows, or what is being proposed: of each fact the newest state stays. */
    void learn(Fact fact, long now) {
        if (fact instanceof Claim claim) {
            learn(claim);
        } else if (fact instanceof Counter counter) {
            counters.merge(counter.key(), counter, Table::newer);
        } else if (fact instanceof Session session) {
            sessions.merge(session.key(), session, Table::newer);
            until.merge(session.key(), now + session.restMillis(), Math::max);
        } else if (fact instanceof Roster other) {
            descents.add(other.genesis());
            roster = Roster.of(roster, other);
        }
    }

    private void learn(Claim claim) {
        Claim known = claims.get(claim);
        claims.put(known == null ? claim : newer(known, claim));
    }

    private static <T extends Fact> T newer(T known, T other) {
        return other.version().after(known.version()) ? other : known;
    }

    /** Whether a home's session is not over. */
    boolean alive(Home home, long now) {
        return until.getOrDefault(Session.key(home.disk()), 0L) > now;
    }

    /** Who has it: the firm holder before provisional ones, of those the one with the highest token; null when nobody. */
    @Nullable
    Claim live(Resource resource, long now) {
        List<Claim> live = allLive(resource, now);
        return live.isEmpty() ? null : live.get(0);
    }

    private List<Claim> allLive(Resource resource, long now) {
        Claim firm = null;
        List<Claim> provisional = new ArrayList<>();
        for (Claim claim : claims.about(resource)) {
            if (claim.holder() != null && alive(claim.home(), now)) {
                if (claim.standing() == Standing.FIRM) {
                    firm = claim;
                } else {
                    provisional.add(claim);
                }
            }
        }
        return ranked(firm, provisional);
    }

    // A home may hand its firm claim from one screen to another while cut off; then the later record speaks for it.
    private static List<Claim> ranked(@Nullable Claim firm, List<Claim> provisional) {
        provisional.sort(BY_TOKEN.reversed());
        List<Claim> ranked = new ArrayList<>();
        if (firm != null) {
            Claim first = provisional.stream()
                    .filter(claim ->
                            claim.home().equals(firm.home()) && claim.version().after(firm.version()))
                    .findFirst()
                    .orElse(firm);
            ranked.add(first);
            provisional.remove(first);
            provisional.removeIf(claim -> claim.home().equals(firm.home()));
        }
        ranked.addAll(provisional);
        return ranked;
    }

    /** The firm record of a resource, in force or not; null when there never was one, or when it is forgotten. */
    @Nullable
    Claim firm(Resource resource) {
        return claims.about(resource).stream()
                .filter(claim -> claim.standing() == Standing.FIRM)
                .findFirst()
                .orElse(null);
    }

    /** What a home has, by this table. */
    List<Claim> of(Home home, long now) {
        return claims.all().stream()
                .filter(claim -> claim.home().equals(home) && claim.holder() != null)
                .filter(claim -> claim.equals(live(claim.resource(), now)))
                .toList();
    }

    /** Whether a firm claim is over that somebody still believes in and that does not stand here. */
    boolean over(Claim claim) {
        return GivenBack.over(claim, since());
    }

    // Of two shops that met neither knows what was in force in the other.
    private Version since() {
        return descents.size() > 1 ? Version.NONE : GivenBack.since(roster);
    }

    /** Forgets what only those told who do not know yet that it is over. */
    void forgetOver() {
        claims.removeAll(claims.all().stream().filter(this::over).toList());
    }

    /** Forgets what is too much of what was given back provisionally. @return whether there was any */
    boolean forgetProvisional() {
        List<Claim> old = GivenBack.tooMany(claims);
        claims.removeAll(old);
        return !old.isEmpty();
    }

    /** Forgets a claim that must not be written as given back. */
    void forget(Claim claim) {
        claims.remove(claim);
    }

    /** Whether enough was given back, firmly, for storing the rest again to be worth it: then its cost is spread over them. */
    boolean full() {
        return claims.firmGivenBack() >= Math.max(GivenBack.FIRM_MAX, claims.held());
    }

    /**
     * Settles what was granted while the shop was in parts: of all who have the same the first keeps it, firmly and under a
     * new token, since the one it had may be lower than that of a loser.
     */
    void settle(Term term, long now) {
        Set<Resource> doubtful = new LinkedHashSet<>();
        claims.all().stream().filter(Table::doubted).forEach(claim -> doubtful.add(claim.resource()));
        for (Resource resource : doubtful) {
            List<Claim> live = allLive(resource, now);
            if (!live.isEmpty()) {
                claims.put(live.get(0).as(Standing.FIRM).under(term.token(), term.nextVersion()));
            }
            claims.about(resource).stream()
                    .filter(Table::doubted)
                    .forEach(claim -> claims.put(claim.ended(term.nextVersion())));
        }
    }

    private static boolean doubted(Claim claim) {
        return claim.standing() == Standing.PROVISIONAL && claim.holder() != null;
    }

    /**
     * Everything, as one proposal. Not what was given back firmly: whoever stores the roster knows of it by its absence. Not
     * counters if others may know more of them: a newer version would hide that.
     */
    List<Fact> all(Version version, long now, boolean complete) {
        claims.removeAll(claims.all().stream()
                .filter(claim -> claim.holder() == null && claim.standing() == Standing.FIRM)
                .toList());
        forgetProvisional();
        claims.replaceAll(claim -> claim.as(version));
        List<Fact> all = new ArrayList<>(claims.all());
        if (complete) {
            counters.replaceAll((key, counter) -> counter.as(version));
            all.addAll(counters.values());
        }
        for (Session session : sessions.values()) {
            long rest = until.getOrDefault(session.key(), 0L) - now;
            if (rest > 0) {
                all.add(session.resting(rest).as(version));
            }
        }
        if (roster != null) {
            roster = roster.as(version);
            all.add(roster);
        }
        return all;
    }

    /** All that was proposed and does not end by itself. */
    List<Fact> lasting(boolean complete) {
        List<Fact> lasting = new ArrayList<>(claims.all());
        if (complete) {
            lasting.addAll(counters.values());
        }
        if (roster != null) {
            lasting.add(roster);
        }
        return lasting;
    }

    @Nullable
    Roster roster() {
        return roster;
    }

    /** Proposes another roster. */
    void roster(Roster next) {
        roster = next;
    }

    /** How many first rosters those who answered descend from: more than one means two shops that met. */
    int descents() {
        return descents.size();
    }

    Counter counter(String day, String orderType) {
        Counter known = counters.get(Counter.key(day, orderType));
        return known == null ? new Counter(day, orderType, 0, List.of(), Version.NONE) : known;
    }
}
