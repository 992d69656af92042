package tillmesh.desk;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tillmesh.journal.Copies.Held;
import tillmesh.journal.Journal;
import tillmesh.lease.Roster;
import tillmesh.loop.Loop;
import tillmesh.peer.LeaseRegister;
import tillmesh.peer.Neighbours;
import tillmesh.peer.PeerId;
import tillmesh.protocol.Notice.Lanes;
import tillmesh.shop.LaneId;

/** Which lanes are here, which are away, and what each lacks of this one. Loop thread only; reads, never writes. */
final class LanesNews {
    private static final String HERE = "here";
    static final String UP = "up";
    static final String AWAY = "away";

    private final Loop loop;
    private final InstantSource wall;
    private final Journal journal;
    private final Neighbours neighbours;
    private final long startedMillis;
    private final Map<LaneId, Since> since = new HashMap<>();
    private @Nullable LeaseRegister register;

    LanesNews(Loop loop, InstantSource wall, Journal journal, Neighbours neighbours) {
        this.loop = loop;
        this.wall = wall;
        this.journal = journal;
        this.neighbours = neighbours;
        this.startedMillis = loop.millis();
    }

    /** A moment on both clocks: the wall is read once for each, so that what did not change is told by the same words. */
    private record Since(long millis, long wallMillis) {}

    /** This lane shares a roster with others. */
    void join(LeaseRegister shared) {
        register = shared;
    }

    /** What is known of a lane. @param millis since when, on the loop's clock */
    private record Seen(String state, long millis) {}

    /** Whether a lane has a vote in the shop, so that it is missed when it is away. */
    boolean votes(LaneId lane) {
        Roster roster = register == null ? null : register.roster();
        return roster != null && roster.seat(lane).isPresent();
    }

    /** Whether this lane is set up to be the whole shop. */
    boolean alone() {
        return register == null;
    }

    /** For how long a lane has been away, as far as this life of the node has seen; zero while it is in view. */
    Duration awayFor(LaneId lane) {
        Seen known = seen().getOrDefault(lane, new Seen(AWAY, startedMillis));
        return known.state().equals(AWAY) ? Duration.ofMillis(loop.millis() - known.millis()) : Duration.ZERO;
    }

    private Map<LaneId, Seen> seen() {
        Map<LaneId, Seen> seen = new TreeMap<>();
        journal.entries().lanes().forEach(lane -> seen.put(lane, new Seen(AWAY, startedMillis)));
        neighbours.away().forEach((lane, at) -> seen.put(lane, new Seen(AWAY, at)));
        neighbours.unheard().forEach((lane, at) -> seen.put(lane, new Seen(UP, at)));
        neighbours.here().forEach(one -> {
            Long silent = neighbours.silentSince(one.id());
            seen.put(one.id().lane(), silent == null ? new Seen(HERE, one.sinceMillis()) : new Seen(UP, silent));
        });
        seen.put(neighbours.self().lane(), new Seen(HERE, startedMillis));
        return seen;
    }

    /** Every lane that this one has heard of. */
    Lanes lanes() {
        PeerId self = neighbours.self();
        List<Lanes.Lane> lanes = new ArrayList<>();
        seen().forEach((lane, what) ->
                lanes.add(new Lanes.Lane(lane.name(), what.state(), wallOf(lane, what.millis()), behind(lane))));
        boolean majority = register == null || register.majority();
        return new Lanes(self.lane().name(), coordinator(), majority, lanes);
    }

    // The first of those that were understood: the others take no part in granting.
    private String coordinator() {
        return neighbours.view().members().stream()
                .filter(member -> member.equals(neighbours.self())
                        || neighbours.here().stream().anyMatch(one -> one.id().equals(member)))
                .findFirst()
                .orElse(neighbours.self())
                .lane()
                .name();
    }

    private long wallOf(LaneId lane, long millis) {
        Since known = since.get(lane);
        if (known == null || known.millis() != millis) {
            known = new Since(millis, wall.millis() - (loop.millis() - millis));
            since.put(lane, known);
        }
        return known.wallMillis();
    }

    /** How many entries that this lane wrote, in all its lives, the disk of another one has not acknowledged. */
    private long behind(LaneId lane) {
        LaneId self = neighbours.self().lane();
        long behind = 0;
        for (Held held : journal.copies().held(journal.stream(), journal.lastSeq())) {
            if (held.stream().origin().equals(self) && !lane.equals(self)) {
                long kept = journal.marks().peers().keptBy(lane.name(), held.stream());
                behind += Math.max(0, held.upto() - Math.max(kept, held.prunedUpto()));
            }
        }
        return behind;
    }
}
