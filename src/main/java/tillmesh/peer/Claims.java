package tillmesh.peer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Claim;
import tillmesh.lease.Resource;
import tillmesh.lease.Standing;

/** Claims by what they are about: what is asked of one order costs the same, however many are open. Loop thread only. */
final class Claims {
    private final Map<Resource.Kind, Map<Resource, Map<String, Claim>>> kinds = new EnumMap<>(Resource.Kind.class);
    private int held;
    private int firmGivenBack;
    private int provisionalGivenBack;

    /** The claim under this key; null when there is none. */
    @Nullable
    Claim get(Claim like) {
        return slots(like.resource()).get(like.key());
    }

    /** Puts a claim under its key. @return what stood there, or null */
    @Nullable
    Claim put(Claim claim) {
        Claim before = kinds.computeIfAbsent(claim.resource().kind(), unknown -> new LinkedHashMap<>())
                .computeIfAbsent(claim.resource(), unknown -> new LinkedHashMap<>(2))
                .put(claim.key(), claim);
        count(before, -1);
        count(claim, 1);
        return before;
    }

    /** Takes away what stands under a claim's key. @return that, or null */
    @Nullable
    Claim remove(Claim claim) {
        Map<Resource, Map<String, Claim>> kind =
                kinds.getOrDefault(claim.resource().kind(), Map.of());
        Map<String, Claim> slots = kind.get(claim.resource());
        Claim before = slots == null ? null : slots.remove(claim.key());
        if (slots != null && slots.isEmpty()) {
            kind.remove(claim.resource());
        }
        count(before, -1);
        return before;
    }

    private void count(@Nullable Claim claim, int more) {
        if (claim != null && claim.holder() != null) {
            held += more;
        } else if (claim != null && claim.standing() == Standing.FIRM) {
            firmGivenBack += more;
        } else if (claim != null) {
            provisionalGivenBack += more;
        }
    }

    /** What there is about one thing, for each slot; a copy. */
    List<Claim> about(Resource resource) {
        return List.copyOf(slots(resource).values());
    }

    private Map<String, Claim> slots(Resource resource) {
        return kinds.getOrDefault(resource.kind(), Map.of()).getOrDefault(resource, Map.of());
    }

    /** What there is of one kind, thing by thing; copies. */
    List<List<Claim>> of(Resource.Kind kind) {
        return kinds.getOrDefault(kind, Map.of()).values().stream()
                .map(slots -> List.copyOf(slots.values()))
                .toList();
    }

    /** All; a copy. */
    List<Claim> all() {
        List<Claim> all = new ArrayList<>();
        for (Map<Resource, Map<String, Claim>> kind : kinds.values()) {
            kind.values().stream().map(Map::values).forEach(all::addAll);
        }
        return all;
    }

    void removeAll(Collection<Claim> some) {
        some.forEach(this::remove);
    }

    /** Replaces each; keys must stay. */
    void replaceAll(UnaryOperator<Claim> change) {
        all().forEach(claim -> put(change.apply(claim)));
    }

    /** How many somebody has. */
    int held() {
        return held;
    }

    /** How many firm ones nobody has any more. */
    int firmGivenBack() {
        return firmGivenBack;
    }

    /** How many provisional ones nobody has any more. */
    int provisionalGivenBack() {
        return provisionalGivenBack;
    }
}
