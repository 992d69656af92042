package tillmesh.peer;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tillmesh.lease.Claim;
import tillmesh.lease.Resource;
import tillmesh.lease.Token;

/**
 * Which tokens a lane has heard of, so that news which were overtaken on their way are not believed. A failed note may leave
 * more in here than is true: then something is asked for again. Loop thread only.
 */
final class TokensHeard {
    /** Of each kind; what is older has arrived or is lost. */
    static final int MAX = 1_000;

    private final Set<Token> givenUp = new LinkedHashSet<>();
    private final Map<Resource, Token> highest = new LinkedHashMap<>();

    /** Nothing that is still said under this token is true: it was given back or taken away. */
    void gaveUp(Resource resource, Token token) {
        givenUp.add(token);
        if (givenUp.size() > MAX) {
            givenUp.remove(givenUp.iterator().next());
        }
        heard(resource, token);
    }

    /** There is such a token. */
    void heard(Resource resource, Token token) {
        highest.merge(resource, token, (a, b) -> a.compareTo(b) > 0 ? a : b);
        if (highest.size() > MAX) {
            highest.remove(highest.keySet().iterator().next());
        }
    }

    /** Whether a claim was given back or taken away. */
    boolean over(Claim claim) {
        return givenUp.contains(claim.token());
    }

    /** Whether somebody had the same after this claim. */
    boolean overtaken(Claim claim) {
        Token top = highest.get(claim.resource());
        return top != null && claim.token().compareTo(top) < 0;
    }
}
