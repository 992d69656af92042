package tillmesh.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * What one lane keeps of what the shop agreed on: of each fact the newest state. A firm claim that is older than the roster
 * beside it is over and not kept, see {@link GivenBack}. Loop thread only; every change belongs to the note that runs.
 */
final class Shelf {
    /** Sessions that are over are dropped after this, and with them what they kept in force. */
    static final Duration KEEP = Duration.ofHours(12);

    /** Ticket counters are kept for this: a store's day, and the next for a lane with another idea of the date. */
    static final Duration KEEP_COUNTERS = Duration.ofDays(2);

    private final LeaseSite site;
    private final LeaseDisk disk;
    private final Claims claims = new Claims();
    private final Map<String, Fact> others = new HashMap<>();
    private final Map<String, Long> until = new HashMap<>();
    private final Map<String, Long> since = new HashMap<>();

    /** @param kept what stood on the disk when the process started */
    Shelf(LeaseSite site, LeaseDisk disk, List<Fact> kept) {
        this.site = site;
        this.disk = disk;
        for (Fact fact : kept) {
            since.put(fact.key(), site.now());
            if (fact instanceof Claim claim) {
                claims.put(claim);
            } else {
                others.put(fact.key(), fact);
            }
            if (fact instanceof Session) {
                until.put(
                        fact.key(), site.now() + site.policy().times().session().toMillis());
            }
        }
    }

    @Nullable
    Roster roster() {
        return (Roster) others.get(Roster.KEY);
    }

    /** Everything; sessions with what is left of them. */
    List<Fact> known() {
        List<Fact> known = new ArrayList<>(claims.all());
        for (Fact fact : others.values()) {
            known.add(fact instanceof Session session ? session.resting(rest(session)) : fact);
        }
        return known;
    }

    private long rest(Session session) {
        return Math.max(0, until(session.key()) - site.now());
    }

    private long until(String session) {
        return until.getOrDefault(session, 0L);
    }

    /** Stores what is newer than what stands here, and forgets what is over by that. */
    void store(List<Fact> facts) {
        Version before = GivenBack.since(roster());
        for (Fact fact : facts) {
            if (fact instanceof Claim claim) {
                store(claim);
            } else {
                store(fact);
            }
        }
        Version after = GivenBack.since(roster());
        if (!after.equals(before)) {
            claims.all().stream().filter(claim -> GivenBack.over(claim, after)).forEach(this::drop);
        }
        GivenBack.tooMany(claims).forEach(this::drop);
    }

    private void store(Claim claim) {
        Claim known = claims.get(claim);
        boolean newer = known == null || claim.version().after(known.version());
        // What was under way for so long that it is over must not stand here again.
        if (newer && !GivenBack.over(claim, GivenBack.since(roster()))) {
            disk.put(claim);
            put(claim);
            age(claim, known);
        }
    }

    private void store(Fact fact) {
        Fact known = others.get(fact.key());
        boolean newer = fact instanceof Roster roster
                ? Roster.of((Roster) known, roster).equals(roster) && !roster.equals(known)
                : known == null || fact.version().after(known.version());
        if (fact instanceof Session session) {
            remember(until, session.key(), Math.max(site.now() + session.restMillis(), until(session.key())));
        }
        if (newer) {
            // Of a session only that it exists must survive: a full time is counted anew after a restart.
            if (!(fact instanceof Session) || known == null) {
                disk.put(fact);
            }
            remember(others, fact.key(), fact);
        }
        age(fact, known);
    }

    // What was only stored again, as each new candidate does, is as old as it was.
    private void age(Fact fact, @Nullable Fact known) {
        boolean same = known != null && fact.as(known.version()).equals(known);
        if (!same || fact instanceof Session) {
            remember(since, fact.key(), site.now());
        }
    }

    private void put(Claim claim) {
        Claim before = claims.put(claim);
        site.loop().undo(() -> {
            if (before == null) {
                claims.remove(claim);
            } else {
                claims.put(before);
            }
        });
    }

    private void drop(Claim claim) {
        disk.drop(claim.key());
        claims.remove(claim);
        site.loop().undo(() -> claims.put(claim));
        remember(since, claim.key(), null);
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

    /** What screens of other lanes have of a kind: one claim for each thing, the firm one rather than others. */
    List<Claim> elsewhere(Resource.Kind kind) {
        return claims.of(kind).stream()
                .map(this::elsewhere)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Who has it on another lane; null when nobody. */
    @Nullable
    Claim elsewhere(Resource resource) {
        return elsewhere(claims.about(resource));
    }

    private @Nullable Claim elsewhere(List<Claim> slots) {
        Claim first = slots.stream()
                .filter(claim -> claim.holder() != null && alive(claim.home()))
                .reduce(Shelf::firmer)
                .orElse(null);
        return first == null || first.home().equals(site.home()) ? null : first;
    }

    private boolean alive(Home home) {
        return until(Session.key(home.disk())) > site.now();
    }

    private static Claim firmer(Claim one, Claim other) {
        return other.standing() == Standing.FIRM ? other : one;
    }

    /** Drops what nobody needs any more. */
    void prune() {
        claims.all().stream()
                .filter(claim -> claim.holder() != null
                        && !others.containsKey(Session.key(claim.home().disk()))
                        && age(claim) > KEEP.toMillis())
                .forEach(this::drop);
        for (Fact fact : List.copyOf(others.values())) {
            if (age(fact) > keepMillis(fact)) {
                disk.drop(fact.key());
                remember(others, fact.key(), null);
                remember(until, fact.key(), null);
                remember(since, fact.key(), null);
            }
        }
    }

    private long age(Fact fact) {
        return site.now() - since.getOrDefault(fact.key(), site.now());
    }

    private long keepMillis(Fact fact) {
        if (fact instanceof Session session) {
            return rest(session) > 0 ? Long.MAX_VALUE : KEEP.toMillis();
        }
        return fact instanceof Counter ? KEEP_COUNTERS.toMillis() : Long.MAX_VALUE;
    }
}
