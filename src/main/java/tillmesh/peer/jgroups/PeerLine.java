package tillmesh.peer.jgroups;

import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Message;
import tillmesh.peer.PeerId;

/**
 * The way to one peer: two queues, so that an acknowledgement does not wait behind data that the peer does not take. Any
 * thread.
 */
final class PeerLine implements AutoCloseable {
    /** Control messages are at most so large; a larger one travels as data. */
    static final int CONTROL_BYTES_MAX = 4 << 10;
    /** Control messages that may wait for one peer, in bytes. */
    static final long CONTROL_QUEUE_MAX = 256 << 10;
    /** Data that may wait for one peer, in bytes: several times what the replicator lets fly. */
    static final long DATA_QUEUE_MAX = 1 << 20;

    private final Address address;
    private final Wire wire;
    private final Outbox control;
    private final Outbox data;

    /** Where messages are given to JGroups. */
    @FunctionalInterface
    interface Wire {
        /** May block. Does not throw: what cannot be sent is lost. */
        void send(Message message);
    }

    PeerLine(PeerId peer, Address address, Wire wire) {
        this.address = address;
        this.wire = wire;
        this.control = new Outbox("peer-say-" + peer.lane(), CONTROL_QUEUE_MAX);
        this.data = new Outbox("peer-data-" + peer.lane(), DATA_QUEUE_MAX);
    }

    Address address() {
        return address;
    }

    /** @return false when there is no room for it */
    boolean put(Kind.Way way, byte[] frame) {
        boolean small = way == Kind.Way.CONTROL && frame.length <= CONTROL_BYTES_MAX;
        Message message = new BytesMessage(address, frame);
        if (small) {
            // Out of band: delivered at once, also past data; no flow control: needs no credits of a peer that reads
            // slowly.
            message.setFlag(Message.Flag.OOB, Message.Flag.NO_FC);
        }
        return (small ? control : data).put(frame.length, () -> wire.send(message));
    }

    @Override
    public void close() {
        control.close();
        data.close();
    }
}
