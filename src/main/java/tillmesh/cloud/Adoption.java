package tillmesh.cloud;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tillmesh.journal.Marks;
import tillmesh.lease.Holder;
import tillmesh.lease.Resource;
import tillmesh.peer.LeaseRegister;
import tillmesh.peer.Neighbours;
import tillmesh.peer.Neighbours.Neighbour;
import tillmesh.shop.LaneId;
import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;

/**
 * Who brings up what a lane wrote that is away: one of those present, by a lease of the whole shop, first of all the one that
 * has most of it. Two lanes that are cut off from each other may both do it; ids make that harmless. Loop thread only.
 */
final class Adoption {
    /** A lane that has less than another leaves it this much time to take over. */
    static final long COURTESY_MILLIS = 20_000;

    private static final long AGAIN_MILLIS = 10_000;

    private final CloudSite site;
    private final Neighbours neighbours;
    private final LeaseRegister register;
    private final LaneId own;
    private final Holder holder;
    private final Map<LaneId, Long> awaySince = new HashMap<>();
    private final Map<LaneId, Long> askedAt = new HashMap<>();

    Adoption(CloudSite site, Neighbours neighbours, LeaseRegister register) {
        this.site = site;
        this.neighbours = neighbours;
        this.register = register;
        this.own = site.journal().stream().origin();
        this.holder = new Holder(new ScreenId("lane " + own), 0, Role.CASHIER, "");
    }

    /** Whether this lane brings up what that one wrote. */
    boolean mine(LaneId origin) {
        return !present(origin) && register.clerk().valid(Resource.upload(origin), holder) != null;
    }

    /** Asks for what should be asked for, gives back what is done. @param waiting what some cloud lacks, by lane */
    void tick(Map<LaneId, List<Waiting>> waiting) {
        for (LaneId origin : site.journal().entries().lanes()) {
            if (origin.equals(own)) {
                continue;
            }
            if (present(origin)) {
                awaySince.remove(origin);
            } else {
                awaySince.putIfAbsent(origin, now());
            }
            boolean wanted = !present(origin) && waiting.containsKey(origin);
            boolean held = register.clerk().claim(Resource.upload(origin)) != null;
            if (held && !wanted) {
                register.release(Resource.upload(origin));
            } else if (wanted && !held && due(origin, waiting.getOrDefault(origin, List.of()))) {
                ask(origin);
            }
        }
    }

    private boolean present(LaneId lane) {
        return neighbours.view().members().stream()
                .anyMatch(member -> member.lane().equals(lane));
    }

    private boolean due(LaneId origin, List<Waiting> streams) {
        long away = now()
                - awaySince.getOrDefault(origin, now())
                - site.rules().adoptAfter().toMillis();
        boolean asked = askedAt.containsKey(origin) && now() - askedAt.getOrDefault(origin, 0L) < AGAIN_MILLIS;
        return away >= 0 && !asked && (away >= COURTESY_MILLIS || hasMost(streams));
    }

    private boolean hasMost(List<Waiting> streams) {
        long here = streams.stream().mapToLong(Waiting::here).sum();
        Marks marks = site.journal().marks();
        for (Neighbour other : neighbours.here()) {
            LaneId lane = other.id().lane();
            long there = streams.stream()
                    .mapToLong(one -> marks.peers().keptBy(lane.name(), one.stream()))
                    .sum();
            if (there > here || (there == here && lane.compareTo(own) < 0)) {
                return false;
            }
        }
        return true;
    }

    private void ask(LaneId origin) {
        askedAt.put(origin, now());
        // What the answer is shows when the clerk is asked; a lane that is denied asks again, its holder may die.
        register.ask(Resource.upload(origin), holder, false, verdict -> {});
    }

    private long now() {
        return site.loop().millis();
    }
}
