package tillmesh.peer.jgroups;

import java.util.Optional;
import tillmesh.peer.CopyMessage;
import tillmesh.peer.Hello;
import tillmesh.peer.LeaseMessage;
import tillmesh.peer.PeerMessage;

/**
 * Messages between lanes as bytes: major version, minor version, kind, fields. A newer minor version may add kinds, which
 * we step over, and fields behind the last one of a message or an entry, which we do not see. A newer major version is
 * refused; that two lanes of one shop can talk at all is settled by {@link Hello} before. Any thread.
 */
final class PeerCodec {
    /** The form of the bytes. Another one can be read by nobody who knows only this one. */
    static final int MAJOR = 1;
    /** Grows when kinds or fields are added. A message says the one in which its form came to be. */
    static final int MINOR = 1;

    private PeerCodec() {}

    static byte[] encode(PeerMessage message) {
        Kind kind = Kind.of(message);
        FrameWriter out = new FrameWriter().octet(MAJOR).octet(kind.minor()).octet(kind.code());
        // One family of messages, one codec.
        if (message instanceof Hello hello) {
            HelloCodec.put(out, hello);
        } else if (message instanceof CopyMessage copy) {
            CopyCodec.put(out, copy);
        } else if (message instanceof LeaseMessage lease) {
            LeaseCodec.put(out, lease);
        }
        return out.bytes();
    }

    /** Reads one message. @return empty when it is of a kind that only a newer version knows */
    static Optional<PeerMessage> decode(byte[] bytes, int offset, int length) throws BadFrame {
        FrameReader in = new FrameReader(bytes, offset, length);
        int major = in.octet();
        if (major != MAJOR) {
            throw new BadFrame("it is of version " + major + ", and this node reads version " + MAJOR);
        }
        boolean newer = in.octet() > MINOR;
        int code = in.octet();
        Optional<Kind> kind = Kind.of(code);
        if (kind.isEmpty()) {
            if (newer) {
                return Optional.empty();
            }
            throw new BadFrame("there is no kind " + code);
        }
        PeerMessage message = fields(kind.get(), in, newer);
        in.end(newer);
        return Optional.of(message);
    }

    private static PeerMessage fields(Kind kind, FrameReader in, boolean newer) throws BadFrame {
        return switch (kind) {
            case HELLO -> HelloCodec.get(in);
            case OFFER -> CopyCodec.offer(in, newer);
            case KEPT -> CopyCodec.kept(in);
            case DIGEST -> CopyCodec.digest(in);
            case RESEND -> CopyCodec.resend(in);
            case CHUNK -> CopyCodec.chunk(in, newer);
            case STORED -> CopyCodec.stored(in);
            case RELAY -> CopyCodec.relay(in);
            case FOLDED -> CopyCodec.folded(in);
            case UNFOLD -> new CopyMessage.Unfold();
            case PREPARE -> LeaseCodec.prepare(in);
            case PROMISE -> LeaseCodec.promise(in);
            case NACK -> LeaseCodec.nack(in);
            case ACCEPT -> LeaseCodec.accept(in);
            case ACCEPTED -> LeaseCodec.accepted(in);
            case LEARNED -> LeaseCodec.learned(in);
            case RENEW -> LeaseCodec.renew(in);
            case RENEWED -> LeaseCodec.renewed(in);
            case ASK -> LeaseCodec.ask(in);
            case GRANTED -> LeaseCodec.granted(in);
            case DENIED -> LeaseCodec.denied(in);
            case RELEASE -> LeaseCodec.release(in);
            case REVOKE -> LeaseCodec.revoke(in);
            case YIELDED -> LeaseCodec.yielded(in);
            case ASK_TICKET -> LeaseCodec.askTicket(in);
            case TICKET -> LeaseCodec.ticket(in);
            case RETIRE -> LeaseCodec.retire(in);
        };
    }
}
