package tillmesh.peer;

/** The way of a lane that has no others: nobody is there. */
public final class Alone implements Peers {
    @Override
    public void open(Listener listener) {
        // The view that everybody begins with holds this node only.
    }

    @Override
    public boolean send(PeerId to, PeerMessage message) {
        return false;
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
