package tillmesh.peer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tillmesh.shop.LaneId;

/**
 * The way to the other lanes, and who is there. What goes to others leaves after the commit; what this lane says to itself is
 * heard within the same note, so that a shop of one lane decides everything in one flush. Loop thread only.
 */
final class Post {
    private final LeaseSite site;
    private final Out out;
    private final ArrayDeque<LeaseMessage> toMyself = new ArrayDeque<>();
    private PeerView view;
    private long viewSince;

    Post(LeaseSite site, Out out) {
        this.site = site;
        this.out = out;
        this.view = new PeerView(0, List.of(site.me()));
        this.viewSince = site.now();
    }

    /** How a message leaves the process. */
    @FunctionalInterface
    interface Out {
        void send(PeerId to, LeaseMessage message);
    }

    void view(PeerView next) {
        view = next;
        viewSince = site.now();
    }

    /** For how long the view has been as it is, in milliseconds. */
    long viewMillis() {
        return site.now() - viewSince;
    }

    boolean coordinating() {
        return view.coordinator().equals(site.me());
    }

    PeerId coordinator() {
        return view.coordinator();
    }

    /** One process of each lane: of two the one that came last, since the other is its life before. */
    Map<LaneId, PeerId> members() {
        Map<LaneId, PeerId> members = new LinkedHashMap<>();
        view.members().forEach(peer -> members.put(peer.lane(), peer));
        members.put(site.me().lane(), site.me());
        return members;
    }

    /** The process of a lane in view. */
    Optional<PeerId> member(LaneId lane) {
        return Optional.ofNullable(members().get(lane));
    }

    void to(PeerId peer, LeaseMessage message) {
        if (peer.equals(site.me())) {
            toMyself.add(message);
        } else {
            site.loop().effect(() -> out.send(peer, message));
        }
    }

    void toAll(LeaseMessage message) {
        new ArrayList<>(members().values()).forEach(peer -> to(peer, message));
    }

    /** The next thing this lane said to itself, or null. */
    @Nullable
    LeaseMessage nextToMyself() {
        return toMyself.poll();
    }

    /** Forgets what a failed note said. */
    void fresh() {
        toMyself.clear();
    }
}
