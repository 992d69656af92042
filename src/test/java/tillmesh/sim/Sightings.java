package tillmesh.sim;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often what was seen, in one shop-day or in a campaign of them. */
final class Sightings {
    private final Map<Sighting, Long> counts = new EnumMap<>(Sighting.class);

    void saw(Sighting what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** Adds what was seen in another day. */
    void add(Sightings other) {
        other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
    }

    boolean saw(Sighting... all) {
        return Arrays.stream(all).allMatch(counts::containsKey);
    }

    /** Which of these never happened. */
    List<Sighting> unseen(Set<Sighting> wanted) {
        return wanted.stream().filter(what -> !counts.containsKey(what)).toList();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
