package tillmesh.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tillmesh.peer.PeerId;
import tillmesh.peer.PeerMessage;
import tillmesh.peer.PeerView;
import tillmesh.peer.Peers;
import tillmesh.shop.LaneId;

/**
 * The network of a shop: loses, delays, doubles and reorders messages, and is cut into pieces, also one way. Who is there is
 * noticed late, and by each lane at another moment.
 */
final class Cables {
    private final Stage stage;
    private final Dice dice;
    private final int named;
    private final Map<LaneId, Plug> plugs = new LinkedHashMap<>();
    private final Map<LaneId, Integer> islands = new HashMap<>();
    private @Nullable LaneId deaf;
    private int lossPercent;
    private int doublePercent;
    private int slowPercent;
    private long joins;

    /** @param named how many lanes the settings of each of them name, 0 when they do not say */
    Cables(Stage stage, int named) {
        this.stage = stage;
        this.named = named;
        this.dice = stage.dice().split();
    }

    /** How many lanes the settings name. */
    int named() {
        return named;
    }

    /** How bad the network is: of a hundred messages so many are lost, come twice, or come late and in another order. */
    void quality(int lost, int twice, int slow) {
        lossPercent = lost;
        doublePercent = twice;
        slowPercent = slow;
    }

    /** From now on only lanes of one number reach each other. */
    void split(Map<LaneId, Integer> pieces) {
        islands.clear();
        islands.putAll(pieces);
        deaf = null;
        noticed();
    }

    /** One lane hears nobody, though all hear it. */
    void deafen(LaneId lane) {
        islands.clear();
        deaf = lane;
        noticed();
    }

    /** Everybody reaches everybody, and nothing is lost any more. */
    void heal() {
        islands.clear();
        deaf = null;
        quality(0, 0, 0);
        noticed();
    }

    /** The way out of one life of a lane. */
    Peers plug(LaneId lane, java.util.function.IntSupplier incarnation) {
        return new Plug(lane, incarnation);
    }

    /** A life is over: its plug hangs loose. The others notice later. */
    void pull(LaneId lane) {
        Plug plug = plugs.remove(lane);
        if (plug != null) {
            plug.listener = null;
            noticed();
        }
    }

    private boolean reaches(LaneId from, LaneId to) {
        return Objects.equals(islands.get(from), islands.get(to)) && !to.equals(deaf);
    }

    private void noticed() {
        for (Plug plug : plugs.values()) {
            stage.agenda().in(dice.between(300, 9_000), plug::look);
        }
    }

    private final class Plug implements Peers {
        private final LaneId lane;
        private final java.util.function.IntSupplier incarnation;
        private final long joined = joins++;
        private @Nullable Listener listener;
        private List<PeerId> seen = List.of();
        private long views;

        Plug(LaneId lane, java.util.function.IntSupplier incarnation) {
            this.lane = lane;
            this.incarnation = incarnation;
        }

        PeerId id() {
            return new PeerId(lane, incarnation.getAsInt());
        }

        @Override
        public void open(Listener told) {
            listener = told;
            plugs.put(lane, this);
            noticed();
            stage.agenda().in(dice.between(100, 1_500), this::look);
        }

        void look() {
            Listener told = listener;
            List<PeerId> now = new ArrayList<>();
            plugs.values().stream()
                    .filter(other -> other == this || (reaches(lane, other.lane) && reaches(other.lane, lane)))
                    .sorted((a, b) -> Long.compare(a.joined, b.joined))
                    .forEach(other -> now.add(other.id()));
            if (told != null && !now.equals(seen)) {
                seen = now;
                told.view(new PeerView(++views, now));
            }
        }

        @Override
        public boolean send(PeerId to, PeerMessage message) {
            if (listener == null || !seen.contains(to)) {
                return false;
            }
            PeerId from = id();
            for (int copies = dice.nextInt(100) < doublePercent ? 2 : 1; copies > 0; copies--) {
                if (dice.nextInt(100) >= lossPercent) {
                    int delay = dice.nextInt(100) < slowPercent ? dice.between(5, 5_000) : dice.between(1, 3);
                    stage.agenda().in(delay, () -> arrive(from, to, message));
                }
            }
            return true;
        }

        private void arrive(PeerId from, PeerId to, PeerMessage message) {
            Plug plug = plugs.get(to.lane());
            if (plug != null && plug.id().equals(to) && reaches(from.lane(), to.lane()) && plug.listener != null) {
                plug.listener.heard(from, message);
            }
        }

        @Override
        public void close() {
            listener = null;
        }
    }
}
