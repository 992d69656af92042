package tillmesh.peer;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tillmesh.lease.Claim;
import tillmesh.lease.Resource;
import tillmesh.lease.Token;
import tillmesh.loop.Loop;

/**
 * Which tokens a lane has heard of, so that news which were overtaken on their way are not believed. What a
 * failed note gave up is held again. Loop thread only.
 */
final class TokensHeard {
    /** Of each kind; what is older has arrived or is lost. */
    static final int MAX = 1_000;

    private final Loop loop;
    private final Set<Token> givenUp = new LinkedHashSet<>();
    private final Map<Resource, Token> highest = new LinkedHashMap<>();

    TokensHeard(Loop loop) {
        this.loop = loop;
    }

    /** Nothing that is still said under this token is true: it was given back or taken away. */
    void gaveUp(Resource resource, Token token) {
        if (givenUp.add(token)) {
            loop.undo(() -> givenUp.remove(token));
        }
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
