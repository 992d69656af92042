package tillmesh.peer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tillmesh.loop.Loop;
import tillmesh.shop.LaneId;

/**
 * Which other lanes are here: the view tells of processes, their {@link Hello} tells who they are. A lane that was
 * restarted may be in the view twice for a moment; the one that joined last counts. Loop thread only.
 */
public final class Neighbours {
    /** The newest version of the lanes' conversation that this node speaks. */
    public static final int PROTOCOL = 2;

    /** The oldest one that it understands: the one before. */
    public static final int PROTOCOL_BEFORE = 1;

    private final Loop loop;
    private final PeerId self;
    private final Supplier<Hello> hello;
    private final Consumer<String> alarm;
    private final Map<PeerId, Met> met = new LinkedHashMap<>();
    private final Map<LaneId, Long> away = new LinkedHashMap<>();
    private Function<PeerId, @Nullable Long> silence = peer -> null;
    private PeerView view;

    /** @param hello what this node says of itself now @param alarm told in one sentence of lanes that are turned away */
    public Neighbours(Loop loop, PeerId self, Supplier<Hello> hello, Consumer<String> alarm) {
        this.loop = loop;
        this.self = self;
        this.hello = hello;
        this.alarm = alarm;
        this.view = new PeerView(0, List.of(self));
    }

    /** A process in the view. @param hello what it said, null until it has */
    private record Met(PeerId id, @Nullable Hello hello, long sinceMillis) {}

    /** A lane that is here and understood. */
    public record Neighbour(PeerId id, Hello hello, long sinceMillis) {}

    /** The view changed. @return those who were not in the view before: they want to hear our Hello */
    List<PeerId> viewed(PeerView fresh) {
        view = fresh;
        List<PeerId> strangers = new ArrayList<>();
        for (PeerId member : fresh.members()) {
            if (!member.equals(self) && !met.containsKey(member)) {
                met.put(member, new Met(member, null, loop.millis()));
                strangers.add(member);
            }
        }
        met.keySet().removeIf(member -> {
            boolean gone = !fresh.members().contains(member);
            if (gone) {
                away.put(member.lane(), loop.millis());
            }
            return gone;
        });
        return strangers;
    }

    /** Processes in the view that have not said who they are. */
    List<PeerId> strangers() {
        return met.values().stream()
                .filter(one -> one.hello() == null)
                .map(Met::id)
                .toList();
    }

    /** What this node says to those it meets. */
    Hello ownHello() {
        return hello.get();
    }

    /** A process said who it is. @return whether it is a lane of this shop that we understand */
    boolean greeted(PeerId from, Hello said) {
        Met known = met.get(from);
        if (known == null) {
            // It speaks before our view has it; it will be asked again when the view comes.
            return false;
        }
        String refusal = refusal(from, said);
        if (refusal != null) {
            alarm.accept(refusal);
            return false;
        }
        met.put(from, new Met(from, said, known.sinceMillis()));
        away.remove(from.lane());
        return true;
    }

    private @Nullable String refusal(PeerId from, Hello said) {
        Hello own = hello.get();
        if (!said.store().equals(own.store())) {
            return "Lane " + from.lane() + " belongs to another store and is turned away; give the shops different"
                    + " networks or ports.";
        }
        if (said.oldest() > own.newest() || said.newest() < own.oldest()) {
            return "Lane " + from.lane() + " speaks versions " + said.oldest() + " to " + said.newest()
                    + " of the lanes' conversation, this one " + own.oldest() + " to " + own.newest()
                    + "; bring both to one release.";
        }
        return null;
    }

    /** Whether another living process runs under this node's lane id, and joined before it. Then this one must not go on. */
    boolean lateDouble(PeerId from) {
        List<PeerId> members = view.members();
        return from.lane().equals(self.lane())
                && !from.equals(self)
                && members.indexOf(from) >= 0
                && members.indexOf(from) < members.indexOf(self);
    }

    /** The lanes that are here and understood, one process each, without this one. */
    public List<Neighbour> here() {
        Map<LaneId, Neighbour> byLane = new LinkedHashMap<>();
        for (Met one : met.values()) {
            Hello said = one.hello();
            if (said != null && !one.id().lane().equals(self.lane())) {
                byLane.put(one.id().lane(), new Neighbour(one.id(), said, one.sinceMillis()));
            }
        }
        return List.copyOf(byLane.values());
    }

    /** One process, if it is here and understood. */
    Optional<Neighbour> here(PeerId id) {
        return here().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** The process of a lane, if it is here and understood. */
    public Optional<Neighbour> lane(LaneId lane) {
        return here().stream().filter(one -> one.id().lane().equals(lane)).findFirst();
    }

    /** Lanes whose process is in the view, but which were not understood yet, and since when, on the loop's clock. */
    public Map<LaneId, Long> unheard() {
        Map<LaneId, Long> unheard = new LinkedHashMap<>();
        met.values().stream()
                .filter(one -> one.hello() == null && !one.id().lane().equals(self.lane()))
                .forEach(one -> unheard.put(one.id().lane(), one.sinceMillis()));
        here().forEach(one -> unheard.remove(one.id().lane()));
        return unheard;
    }

    /** Who tells since when a peer has owed a sign, on the loop's clock; null while it answers. */
    void silence(Function<PeerId, @Nullable Long> asked) {
        silence = asked;
    }

    /** Since when a lane that is here has not acknowledged what it should have, on the loop's clock; null while it does. */
    public @Nullable Long silentSince(PeerId id) {
        return silence.apply(id);
    }

    /** Lanes that were here in this life of the node and went, and when, in milliseconds of the loop's clock. */
    public Map<LaneId, Long> away() {
        return Map.copyOf(away);
    }

    /** This node. */
    public PeerId self() {
        return self;
    }

    /** The newest view. */
    public PeerView view() {
        return view;
    }
}
