package tillmesh.peer.jgroups;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.util.ExtendedUUID;
import tillmesh.peer.PeerId;
import tillmesh.shop.LaneId;

/** A process's address in the group carries its lane and its life, so a view tells who is there without a message. */
final class LaneAddress {
    private static final String LANE = "lane";
    private static final String LIFE = "life";

    private LaneAddress() {}

    /** A new address for this process. */
    static ExtendedUUID of(PeerId self) {
        return ExtendedUUID.randomUUID(self.toString())
                .put(LANE, bytes(self.lane().name()))
                .put(LIFE, bytes(Integer.toHexString(self.incarnation())));
    }

    /** Whose address it is; empty when it is no lane's. */
    static Optional<PeerId> peer(Address address) {
        if (!(address instanceof ExtendedUUID id)) {
            return Optional.empty();
        }
        byte[] lane = id.get(LANE);
        byte[] life = id.get(LIFE);
        if (lane == null || life == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PeerId(new LaneId(text(lane)), Integer.parseUnsignedInt(text(life), 16)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    // Texts, since JGroups writes them into its log.
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
