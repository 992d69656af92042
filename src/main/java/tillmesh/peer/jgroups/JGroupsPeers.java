package tillmesh.peer.jgroups;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.stack.IpAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.config.NodeConfig;
import tillmesh.fault.Check;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.peer.PeerId;
import tillmesh.peer.PeerMessage;
import tillmesh.peer.PeerView;
import tillmesh.peer.Peers;

/**
 * The way to the other lanes of the same shop and tenant, over one JGroups channel. Control messages may overtake data;
 * data of one peer keep their order. A process that cannot be told apart from a lane (it has no lane's address) is left out
 * of views and not heard.
 */
public final class JGroupsPeers implements Peers {
    /** The largest message that is sent, in bytes: the largest frame of a screen and what goes around it. */
    static final int MESSAGE_BYTES_MAX = 65 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(JGroupsPeers.class);

    private final PeerId self;
    private final Cluster cluster;
    private final JChannel channel;
    private final @Nullable Badges badges;
    private final Map<PeerId, PeerLine> lines = new ConcurrentHashMap<>();
    private final Traffic traffic = new Traffic();
    private final ReadWriteLock door = new ReentrantReadWriteLock();
    private @Nullable Listener listener;
    private boolean closed;
    private long views;

    /**
     * Nothing is opened yet.
     *
     * @param self this process
     * @param config its settings, with a stack and a store
     * @throws Fault when the stack or a certificate cannot be read, or no address can be chosen
     */
    public JGroupsPeers(PeerId self, NodeConfig config) {
        NoSerialized.refuse();
        this.self = self;
        this.cluster = Cluster.of(config);
        this.channel = StackFile.channel(config.peer(), cluster);
        this.badges = config.peer().tls().on() ? new Badges(cluster) : null;
        if (badges != null) {
            ShopTls.put(channel.getProtocolStack().getTransport(), config.peer().tls(), badges, self);
        }
        channel.addAddressGenerator(() -> LaneAddress.of(self));
        channel.setName(self.toString());
        channel.setReceiver(new Ear());
    }

    /**
     * {@inheritDoc} May take as long as the others need to answer, up to some seconds.
     *
     * @throws Fault when the port is taken or the address is not this machine's
     */
    @Override
    public void open(Listener heard) {
        Check.that(listener == null, "opened twice");
        listener = heard;
        try {
            channel.connect(cluster.name());
        } catch (Exception e) {
            channel.close();
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the port for other lanes cannot be used: " + reason(e),
                    "another process may have it; set peer.port and peer.bind, see docs/08-network.md",
                    e);
        }
        LOG.info(
                "Lane {} looks for others of {} at {}.",
                self,
                cluster,
                channel.getProtocolStack().getTransport().getBindAddress());
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public boolean send(PeerId to, PeerMessage message) {
        PeerLine line = lines.get(to);
        if (line == null) {
            traffic.drop();
            return false;
        }
        byte[] frame = PeerCodec.encode(message);
        boolean taken =
                frame.length <= MESSAGE_BYTES_MAX && line.put(Kind.of(message).way(), frame);
        if (!taken) {
            traffic.drop();
        }
        return taken;
    }

    /**
     * For a drill: from now on everything that this lane and the others say to each other is lost, both ways and without a
     * word, or nothing is. Any thread; only when the settings allow drills.
     */
    public void cut(boolean lost) {
        Cable.cut(channel, lost);
    }

    /** What was not delivered. */
    public Traffic traffic() {
        return traffic;
    }

    @Override
    public void close() {
        door.writeLock().lock();
        try {
            closed = true;
        } finally {
            door.writeLock().unlock();
        }
        lines.values().forEach(PeerLine::close);
        lines.clear();
        channel.close();
    }

    private void transmit(Message message) {
        try {
            channel.send(message);
        } catch (Exception e) {
            // The peer left or the channel is closing. What was lost is found by digest.
            traffic.drop();
            LOG.debug("Not sent to {}: {}", message.getDest(), e.toString());
        }
    }

    /** Tells the listener unless this is closed; {@link #close} waits for calls that have begun. */
    private void tell(Consumer<Listener> news) {
        door.readLock().lock();
        try {
            Listener to = listener;
            if (!closed && to != null) {
                news.accept(to);
            }
        } finally {
            door.readLock().unlock();
        }
    }

    private void viewed(View view) {
        List<PeerId> members = new ArrayList<>();
        Set<PeerId> gone = new HashSet<>(lines.keySet());
        for (Address address : view) {
            LaneAddress.peer(address).ifPresent(peer -> {
                members.add(peer);
                gone.remove(peer);
                if (!peer.equals(self)) {
                    line(peer, address);
                }
            });
        }
        gone.forEach(this::dropped);
        tell(to -> to.view(new PeerView(++views, members)));
    }

    private void line(PeerId peer, Address address) {
        PeerLine before = lines.get(peer);
        if (before == null || !before.address().equals(address)) {
            lines.put(peer, new PeerLine(peer, address, this::transmit));
            if (before != null) {
                before.close();
            }
        }
    }

    private void dropped(PeerId peer) {
        PeerLine line = lines.remove(peer);
        if (line != null) {
            line.close();
        }
        traffic.forget(peer);
    }

    private void arrived(Message message) {
        Optional<PeerId> from = LaneAddress.peer(message.getSrc());
        if (from.isEmpty()) {
            return;
        }
        if (!proved(message.getSrc(), from.get())) {
            traffic.bad(from.get(), "no certificate of that lane was shown from where it came");
            return;
        }
        // Only bytes: any other kind of message would have JGroups make objects of them.
        if (!message.hasArray() || message.getArray() == null) {
            traffic.bad(from.get(), "it does not consist of bytes");
            return;
        }
        try {
            PeerCodec.decode(message.getArray(), message.getOffset(), message.getLength())
                    .ifPresentOrElse(said -> tell(to -> to.heard(from.get(), said)), traffic::unknownKind);
        } catch (BadFrame bad) {
            traffic.bad(from.get(), bad.why());
        }
    }

    /** Whether the machine that an address leads to has shown the certificate of the lane that the address claims. */
    private boolean proved(Address address, PeerId peer) {
        Badges shown = badges;
        if (shown == null) {
            return true;
        }
        Object at = channel.down(new Event(Event.GET_PHYSICAL_ADDRESS, address));
        return at instanceof IpAddress known && shown.has(known.getIpAddress(), peer.lane());
    }

    /** Called by JGroups, views under a lock of its own: everything must return at once. */
    private final class Ear implements Receiver {
        @Override
        public void viewAccepted(View view) {
            viewed(view);
        }

        @Override
        public void receive(Message message) {
            arrived(message);
        }
    }
}
