package tillmesh.peer.jgroups;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tillmesh.fault.Check;
import tillmesh.peer.CopyMessage;
import tillmesh.peer.Hello;
import tillmesh.peer.PeerMessage;

/** What kinds of messages there are, each with the byte that names it. A byte is never given to another kind. */
enum Kind {
    HELLO(0x01, Hello.class, Way.CONTROL),

    OFFER(0x10, CopyMessage.Offer.class, Way.DATA),
    KEPT(0x11, CopyMessage.Kept.class, Way.CONTROL),
    DIGEST(0x12, CopyMessage.Digest.class, Way.CONTROL),
    RESEND(0x13, CopyMessage.Resend.class, Way.CONTROL),
    CHUNK(0x14, CopyMessage.Chunk.class, Way.DATA),
    STORED(0x15, CopyMessage.Stored.class, Way.CONTROL),
    RELAY(0x16, CopyMessage.Relay.class, Way.DATA);
    // 0x30 and up: leases of the whole shop.

    /** How a message travels. */
    enum Way {
        /** Small, and nobody must wait for it: overtakes data, and is not held back when a peer reads slowly. */
        CONTROL,
        /** In order, and held back as long as the peer does not take it. */
        DATA
    }

    private static final Map<Integer, Kind> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Kind::code, Function.identity()));
    private static final Map<Class<?>, Kind> BY_TYPE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Kind::type, Function.identity()));

    private final int code;
    private final Class<? extends PeerMessage> type;
    private final Way way;

    Kind(int code, Class<? extends PeerMessage> type, Way way) {
        this.code = code;
        this.type = type;
        this.way = way;
    }

    /** The byte that names it. */
    int code() {
        return code;
    }

    /** The messages of this kind. */
    Class<? extends PeerMessage> type() {
        return type;
    }

    /** How it travels as long as it is small. */
    Way way() {
        return way;
    }

    static Kind of(PeerMessage message) {
        Kind kind = BY_TYPE.get(message.getClass());
        Check.that(kind != null, "%s has no kind", message.getClass());
        return Objects.requireNonNull(kind);
    }

    /** The kind that a byte names; empty when it names none. */
    static Optional<Kind> of(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
