package tillmesh.peer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Claim;
import tillmesh.lease.Resource;
import tillmesh.lease.Standing;
import tillmesh.loop.Loop;

/**
 * The claims that this lane knows to have. What a note changes is put back one by one if it fails: a lane may hold thousands
 * and change them all in one note, so nothing is copied as a whole. Loop thread only.
 */
final class Held {
    private final Map<Resource, Claim> claims = new HashMap<>();
    private final Loop loop;

    Held(Loop loop) {
        this.loop = loop;
    }

    /** The claim to a resource, null when there is none. */
    @Nullable
    Claim of(Resource resource) {
        return claims.get(resource);
    }

    /** All of them, as they are now. */
    List<Claim> all() {
        return List.copyOf(claims.values());
    }

    /** Whether one of them was granted while cut off. */
    boolean anyProvisional() {
        return claims.values().stream().anyMatch(claim -> claim.standing() == Standing.PROVISIONAL);
    }

    void put(Claim claim) {
        Resource resource = claim.resource();
        undoTo(resource, claims.put(resource, claim));
    }

    void remove(Resource resource) {
        undoTo(resource, claims.remove(resource));
    }

    private void undoTo(Resource resource, @Nullable Claim before) {
        loop.undo(() -> {
            if (before == null) {
                claims.remove(resource);
            } else {
                claims.put(resource, before);
            }
        });
    }
}
