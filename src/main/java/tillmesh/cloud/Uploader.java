package tillmesh.cloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.journal.Copies.Held;
import tillmesh.journal.Journal;
import tillmesh.journal.Upstairs;
import tillmesh.peer.LeaseRegister;
import tillmesh.peer.Neighbours;
import tillmesh.shop.LaneId;

/**
 * Brings to the clouds what this lane wrote, in all its lives, and what lanes wrote that it has adopted. What waits stays on
 * the disk: memory holds one batch for each cloud and lane. Made before the loop starts; everything else on it.
 */
public final class Uploader {
    /** How often it looks for something new. */
    static final Duration TICK = Duration.ofMillis(250);

    private final CloudSite site;
    private final Ripening ripening;
    private final List<Way> ways;
    private final Map<Way, Map<LaneId, Outgoing>> outgoing = new LinkedHashMap<>();
    private final Map<String, Again> again = new LinkedHashMap<>();
    private @Nullable Adoption adoption;
    private Forwarding forwarding;
    private long begunAt;

    /** @param clouds all that are configured, each under its own name */
    public Uploader(CloudSite site, List<Cloud> clouds) {
        this.site = site;
        this.ripening = new Ripening(site.loop(), site.journal(), site.rules().soloGrace());
        this.ways = clouds.stream()
                .map(cloud -> new Way(cloud, new Breaker(site.dice()), new Pace(), site.listener()))
                .toList();
        ways.forEach(way -> {
            outgoing.put(way, new LinkedHashMap<>());
            again.put(way.name(), new Again(site, way, () -> speaks(way)));
        });
        this.forwarding = new Forwarding(site.loop(), null, own());
    }

    /** Has it take over what absent lanes wrote, as the shop agrees. Once, before {@link #begin}. */
    public void adopting(Neighbours neighbours, LeaseRegister register) {
        adoption = new Adoption(site, neighbours, register);
        forwarding = new Forwarding(site.loop(), register, own());
    }

    /** Begins. Any thread, once, after the loop has started. */
    public void begin() {
        begunAt = site.loop().millis();
        site.loop().every(TICK, this::tick);
    }

    /**
     * Sends an entry once more that a cloud refused, as soon as the cloud may be asked. Within a note. Of a cloud to which one
     * lane speaks for all, that lane has to be asked: asking the others as well does no harm.
     *
     * @return whether there is such a cloud
     */
    public boolean again(String cloud, EntryId entry) {
        Again way = again.get(cloud);
        if (way != null) {
            way.ask(entry);
        }
        return way != null;
    }

    /** Whether one lane speaks to that cloud for all of them. */
    public boolean oneSpeaks(String cloud) {
        return ways.stream()
                .anyMatch(way -> way.name().equals(cloud) && way.cloud().oneAtATime());
    }

    /** Every cloud may be asked at once, however long it was to be left alone. Within a note. */
    public void hurry() {
        site.loop().effect(() -> ways.forEach(way -> way.breaker().hurry()));
    }

    private void tick() {
        again.values().forEach(Again::tick);
        Map<LaneId, List<Waiting>> waiting = waiting();
        Adoption shop = adoption;
        if (shop != null) {
            shop.tick(byItsOwnLane(waiting));
        }
        outgoing.values().forEach(lanes -> lanes.values().forEach(Outgoing::listen));
        // Who was away is told first how far it was stored meanwhile, so that it does not send that again.
        if (site.loop().millis() - begunAt < site.rules().soloGrace().toMillis()) {
            return;
        }
        ways.forEach(way -> offer(way, waiting));
    }

    private void offer(Way way, Map<LaneId, List<Waiting>> waiting) {
        if (way.cloud().oneAtATime()) {
            forwarding.tick(way, !waiting.isEmpty() || wantedAgain(way));
        }
        List<LaneId> origins = new ArrayList<>(waiting.keySet());
        way.turn().order(origins);
        for (LaneId origin : origins) {
            if (mine(way, origin)) {
                of(way, origin).offer(waiting.getOrDefault(origin, List.of()));
            }
        }
    }

    private boolean wantedAgain(Way way) {
        Again asked = again.get(way.name());
        return asked != null && asked.wanted();
    }

    private LaneId own() {
        return site.journal().stream().origin();
    }

    private Outgoing of(Way way, LaneId origin) {
        return java.util.Objects.requireNonNull(outgoing.get(way))
                .computeIfAbsent(origin, fresh -> new Outgoing(site, way, () -> mine(way, origin)));
    }

    /** Whether this lane may send that cloud anything, of whatever lane. */
    private boolean speaks(Way way) {
        return !way.cloud().oneAtATime() || forwarding.mine(way.name());
    }

    private boolean mine(Way way, LaneId origin) {
        if (way.cloud().oneAtATime()) {
            return speaks(way);
        }
        Adoption shop = adoption;
        return origin.equals(own()) || (shop != null && shop.mine(origin));
    }

    /** Without what only such clouds lack to which one lane brings everything anyway. */
    private Map<LaneId, List<Waiting>> byItsOwnLane(Map<LaneId, List<Waiting>> waiting) {
        Upstairs upstairs = site.journal().marks().upstairs();
        Map<LaneId, List<Waiting>> own = new LinkedHashMap<>(waiting);
        own.values()
                .removeIf(streams -> streams.stream()
                        .noneMatch(one -> ways.stream()
                                .anyMatch(way -> !way.cloud().oneAtATime()
                                        && upstairs.upto(way.name(), one.stream()) < one.here())));
        return own;
    }

    /** By lane, what some cloud lacks; the lives of a lane in the order of their beginning. */
    private Map<LaneId, List<Waiting>> waiting() {
        Journal journal = site.journal();
        Map<LaneId, List<Waiting>> waiting = new LinkedHashMap<>();
        Upstairs upstairs = journal.marks().upstairs();
        for (Held held : journal.copies().held(journal.stream(), journal.lastSeq())) {
            Stream stream = held.stream();
            if (ways.stream().anyMatch(way -> upstairs.upto(way.name(), stream) < held.upto())) {
                long ripe = ripening.upto(stream, held.upto());
                waiting.computeIfAbsent(stream.origin(), lane -> new ArrayList<>())
                        .add(new Waiting(stream, held.upto(), ripe, held.prunedUpto()));
            } else {
                ripening.done(stream);
            }
        }
        return waiting;
    }
}
