package tillmesh.peer.jgroups;

import org.jgroups.JChannel;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TP;
import org.jgroups.stack.ProtocolStack;
import tillmesh.fault.Check;

/**
 * A place in a channel where it can be cut: right above the transport, so that everything is lost that lanes say to each
 * other, what they find each other by and their heartbeats included, and nobody hears of the cut. Only in a channel whose
 * lane was started for drills.
 */
final class Cable {
    private Cable() {}

    /** Before the channel is connected. */
    static void put(JChannel channel) throws Exception {
        channel.getProtocolStack().insertProtocol(new DISCARD(), ProtocolStack.Position.ABOVE, TP.class);
    }

    /** From now on all is lost, both ways, or nothing is. Any thread. */
    static void cut(JChannel channel, boolean lost) {
        DISCARD cable = channel.getProtocolStack().findProtocol(DISCARD.class);
        Check.that(cable != null, "only a lane that was started with peer.drill = on can be cut off");
        java.util.Objects.requireNonNull(cable).discardAll(lost);
    }
}
