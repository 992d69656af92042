package tillmesh.peer.jgroups;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tillmesh.peer.PeerId;
import tillmesh.peer.PeerMessage;
import tillmesh.peer.PeerView;
import tillmesh.peer.Peers;

/** Remembers everything that was heard. */
final class Ears implements Peers.Listener {
    final List<PeerView> views = new CopyOnWriteArrayList<>();
    final List<Heard> heard = new CopyOnWriteArrayList<>();

    record Heard(PeerId from, PeerMessage message) {}

    @Override
    public void view(PeerView view) {
        views.add(view);
    }

    @Override
    public void heard(PeerId from, PeerMessage message) {
        heard.add(new Heard(from, message));
    }

    List<PeerId> members() {
        return views.isEmpty() ? List.of() : views.get(views.size() - 1).members();
    }

    List<PeerMessage> from(PeerId peer) {
        return heard.stream()
                .filter(one -> one.from().equals(peer))
                .map(Heard::message)
                .toList();
    }
}
