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
import tillmesh.peer.LeaseMessage;
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
    RELAY(0x16, CopyMessage.Relay.class, Way.DATA),
    FOLDED(0x17, CopyMessage.Folded.class, Way.CONTROL, 1),
    UNFOLD(0x18, CopyMessage.Unfold.class, Way.CONTROL, 1),

    PREPARE(0x30, LeaseMessage.Prepare.class, Way.CONTROL),
    PROMISE(0x31, LeaseMessage.Promise.class, Way.CONTROL),
    NACK(0x32, LeaseMessage.Nack.class, Way.CONTROL),
    ACCEPT(0x33, LeaseMessage.Accept.class, Way.CONTROL),
    ACCEPTED(0x34, LeaseMessage.Accepted.class, Way.CONTROL),
    LEARNED(0x35, LeaseMessage.Learned.class, Way.CONTROL),
    RENEW(0x36, LeaseMessage.Renew.class, Way.CONTROL),
    RENEWED(0x37, LeaseMessage.Renewed.class, Way.CONTROL),
    ASK(0x38, LeaseMessage.Ask.class, Way.CONTROL),
    GRANTED(0x39, LeaseMessage.Granted.class, Way.CONTROL),
    DENIED(0x3a, LeaseMessage.Denied.class, Way.CONTROL),
    RELEASE(0x3b, LeaseMessage.Release.class, Way.CONTROL),
    REVOKE(0x3c, LeaseMessage.Revoke.class, Way.CONTROL),
    YIELDED(0x3d, LeaseMessage.Yielded.class, Way.CONTROL),
    ASK_TICKET(0x3e, LeaseMessage.AskTicket.class, Way.CONTROL),
    TICKET(0x3f, LeaseMessage.Ticket.class, Way.CONTROL),
    RETIRE(0x40, LeaseMessage.Retire.class, Way.CONTROL);

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
    private final int minor;

    Kind(int code, Class<? extends PeerMessage> type, Way way) {
        this(code, type, way, 0);
    }

    Kind(int code, Class<? extends PeerMessage> type, Way way, int minor) {
        this.minor = minor;
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

    /** The minor version since which there are such messages in the form in which they are sent. */
    int minor() {
        return minor;
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
