package tillmesh.peer;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tillmesh.lease.Fact;
import tillmesh.lease.Session;
import tillmesh.lease.Version;
import tillmesh.shop.LaneId;

/**
 * Which lane has what on its disk, as far as whoever grants under one ballot was told. Sessions are not looked at: they are
 * renewed anyway. Loop thread only.
 */
final class Spread {
    private final Map<String, Mark> marks = new HashMap<>();

    /** Who has this version of a fact. */
    private record Mark(Version version, Set<LaneId> lanes) {}

    /** A lane said that it has these. */
    void stored(LaneId lane, List<Fact> facts) {
        for (Fact fact : facts) {
            if (!(fact instanceof Session)) {
                Mark mark = marks.get(fact.key());
                if (mark == null || fact.version().after(mark.version())) {
                    mark = new Mark(fact.version(), new HashSet<>());
                    marks.put(fact.key(), mark);
                }
                if (fact.version().equals(mark.version())) {
                    mark.lanes().add(lane);
                }
            }
        }
    }

    /** Those of the facts that one of the lanes at least has not said to have. */
    List<Fact> lacking(Collection<Fact> facts, Collection<LaneId> lanes) {
        return facts.stream().filter(fact -> !everywhere(fact, lanes)).toList();
    }

    /** Forgets who has anything else. */
    void keep(Collection<Fact> facts) {
        Set<String> keys = new HashSet<>();
        facts.forEach(fact -> keys.add(fact.key()));
        marks.keySet().retainAll(keys);
    }

    private boolean everywhere(Fact fact, Collection<LaneId> lanes) {
        Mark mark = marks.get(fact.key());
        return mark != null
                && mark.version().equals(fact.version())
                && mark.lanes().containsAll(lanes);
    }
}
