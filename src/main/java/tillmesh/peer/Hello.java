package tillmesh.peer;

/**
 * The first thing that a node says to each process it meets. Until both have said it, nothing else is served.
 *
 * @param store the shop's id ({@code store.id}): lanes of other shops are turned away
 * @param disk the random id of the sender's journal, 32 hex digits: acknowledgements count for a disk, not for a lane
 * @param oldest the oldest version of this conversation that the sender understands
 * @param newest the newest version it speaks
 * @param answer whether the receiver shall say its own in return
 * @param address where people find its pages, {@code http://10.0.0.7:8766}; empty when it serves none
 */
public record Hello(String store, String disk, int oldest, int newest, boolean answer, String address)
        implements PeerMessage {
    /** The same, with or without asking for one in return. */
    Hello answer(boolean wanted) {
        return new Hello(store, disk, oldest, newest, wanted, address);
    }
}
