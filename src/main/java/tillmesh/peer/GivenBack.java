package tillmesh.peer;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Claim;
import tillmesh.lease.Roster;
import tillmesh.lease.Standing;
import tillmesh.lease.Version;

/**
 * What need not be remembered of claims that were given back. The roster is only ever proposed together with every firm
 * claim that somebody has: so of a firm claim that is older than a roster it is known that it was not among them, and is over.
 * Nothing like that is known of provisional claims, which other lanes may never have heard of; the newest few are kept, so
 * that a lane that comes back does not bring along what was given back in its absence.
 */
final class GivenBack {
    /** So many firm claims that were given back are remembered one by one, then all in one. */
    static final int FIRM_MAX = 64;

    /** So many provisional claims that were given back are remembered, and at most twice as many. */
    static final int PROVISIONAL_MAX = 32;

    private GivenBack() {}

    /** Since when all that is in force is known to whoever has this roster. */
    static Version since(@Nullable Roster roster) {
        return roster == null ? Version.NONE : roster.version();
    }

    /** Whether a claim is over for whoever knows all that was in force then. */
    static boolean over(Claim claim, Version since) {
        return claim.standing() == Standing.FIRM && since.after(claim.version());
    }

    /** Those of the provisional ones that are too many: the oldest grants. */
    static List<Claim> tooMany(Claims claims) {
        if (claims.provisionalGivenBack() <= 2 * PROVISIONAL_MAX) {
            return List.of();
        }
        return claims.all().stream()
                .filter(claim -> claim.holder() == null && claim.standing() == Standing.PROVISIONAL)
                .sorted(Comparator.comparing(Claim::token).reversed())
                .skip(PROVISIONAL_MAX)
                .toList();
    }
}
