package tillmesh.peer;

import java.util.List;

/**
 * Who can be reached, as one node sees it now. Two nodes may see different things at one moment; nothing that must be
 * safe rests on a view.
 *
 * @param number grows with each view that this process hears of; says nothing to other nodes
 * @param members this node included, in the order of their joining; never empty
 */
public record PeerView(long number, List<PeerId> members) {
    /** @throws IllegalArgumentException when there are no members */
    public PeerView {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a view has at least one member: this node");
        }
    }

    /** The one that grants leases, as far as this node knows. */
    public PeerId coordinator() {
        return members.get(0);
    }
}
