package tillmesh.peer;

/**
 * The way to the other lanes. Production: JGroups; the simulator has its own, which loses, delays, doubles and reorders.
 * What is sent may be lost, and whoever sends must live with that; between two peers entries ({@link CopyMessage.Offer},
 * {@link CopyMessage.Chunk}) and relays keep their order as long as nothing is lost, everything else may overtake anything.
 */
public interface Peers extends AutoCloseable {

    /** Goes looking for the others; the first view comes to the listener. Once, before anything is sent. */
    void open(Listener listener);

    /**
     * Sends to one process. Any thread; never blocks. What does not fit into the bounded queue of that peer is dropped:
     * the receiver finds what it lacks by digest.
     *
     * @return false when it was dropped at once (the peer is not in the view, or its queue is full)
     */
    boolean send(PeerId to, PeerMessage message);

    /** Leaves; nothing is heard after it returns. */
    @Override
    void close();

    /** Where news from outside go. Called on threads of the way's own; must return at once. */
    interface Listener {
        /** The view changed. In order: a later call is a newer view. */
        void view(PeerView view);

        /** A message of a peer arrived. */
        void heard(PeerId from, PeerMessage message);
    }
}
