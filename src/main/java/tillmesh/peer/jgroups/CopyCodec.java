package tillmesh.peer.jgroups;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.fault.Check;
import tillmesh.peer.CopyMessage;
import tillmesh.peer.CopyMessage.Chunk;
import tillmesh.peer.CopyMessage.Digest;
import tillmesh.peer.CopyMessage.Folded;
import tillmesh.peer.CopyMessage.Have;
import tillmesh.peer.CopyMessage.Kept;
import tillmesh.peer.CopyMessage.Offer;
import tillmesh.peer.CopyMessage.Reach;
import tillmesh.peer.CopyMessage.Refused;
import tillmesh.peer.CopyMessage.Relay;
import tillmesh.peer.CopyMessage.Resend;
import tillmesh.peer.CopyMessage.Stored;
import tillmesh.peer.CopyMessage.Upto;

/** The byte form of what is said about copies of entries. */
final class CopyCodec {
    private CopyCodec() {}

    static void put(FrameWriter out, CopyMessage message) {
        if (message instanceof Offer offer) {
            Check.that(!offer.entries().isEmpty(), "an offer without entries");
            Stream stream = offer.entries().get(0).id().stream();
            out.stream(stream).list(offer.entries(), (o, entry) -> EntryCodec.put(o, stream, entry));
        } else if (message instanceof Kept kept) {
            out.text(kept.disk()).list(kept.upto(), CopyCodec::putUpto);
        } else if (message instanceof Digest digest) {
            out.text(digest.disk()).list(digest.have(), CopyCodec::putHave).flag(digest.answer());
        } else if (message instanceof Folded folded) {
            out.text(folded.disk())
                    .list(folded.open(), CopyCodec::putHave)
                    .number(folded.folded())
                    .hash(folded.hash())
                    .flag(folded.answer());
        } else if (message instanceof Resend resend) {
            out.stream(resend.stream()).number(resend.from()).number(resend.bytesMax());
        } else if (message instanceof Chunk chunk) {
            out.stream(chunk.stream())
                    .number(chunk.from())
                    .list(chunk.entries(), (o, entry) -> EntryCodec.put(o, chunk.stream(), entry))
                    .flag(chunk.more());
        } else if (message instanceof Stored stored) {
            out.text(stored.cloud())
                    .list(stored.reach(), CopyCodec::putReach)
                    .list(stored.refused(), CopyCodec::putRefused);
        } else if (message instanceof Relay relay) {
            out.text(relay.kind()).text(relay.payload());
        }
    }

    static Offer offer(FrameReader in, boolean newer) throws BadFrame {
        Stream stream = in.stream();
        List<Entry> entries = in.list(item -> EntryCodec.get(item, stream, newer));
        if (entries.isEmpty()) {
            throw new BadFrame("it offers nothing");
        }
        return new Offer(entries);
    }

    static Kept kept(FrameReader in) throws BadFrame {
        return new Kept(in.text(), in.list(CopyCodec::upto));
    }

    static Digest digest(FrameReader in) throws BadFrame {
        return new Digest(in.text(), in.list(CopyCodec::have), in.flag());
    }

    static Folded folded(FrameReader in) throws BadFrame {
        return new Folded(in.text(), in.list(CopyCodec::have), in.atLeast(1), in.hash(), in.flag());
    }

    static Resend resend(FrameReader in) throws BadFrame {
        return new Resend(in.stream(), in.atLeast(1), in.whole(0));
    }

    static Chunk chunk(FrameReader in, boolean newer) throws BadFrame {
        Stream stream = in.stream();
        return new Chunk(stream, in.atLeast(1), in.list(item -> EntryCodec.get(item, stream, newer)), in.flag());
    }

    static Stored stored(FrameReader in) throws BadFrame {
        return new Stored(in.text(), in.list(CopyCodec::reach), in.list(CopyCodec::refused));
    }

    static Relay relay(FrameReader in) throws BadFrame {
        return new Relay(in.text(), in.text());
    }

    private static void putUpto(FrameWriter out, Upto upto) {
        out.stream(upto.stream()).number(upto.seq());
    }

    private static Upto upto(FrameReader in) throws BadFrame {
        return new Upto(in.stream(), in.atLeast(0));
    }

    private static void putReach(FrameWriter out, Reach reach) {
        out.stream(reach.stream()).number(reach.after()).number(reach.upto());
    }

    private static Reach reach(FrameReader in) throws BadFrame {
        return new Reach(in.stream(), in.atLeast(0), in.atLeast(0));
    }

    private static void putRefused(FrameWriter out, Refused refused) {
        out.stream(refused.stream())
                .number(refused.seq())
                .text(refused.reason())
                .number(refused.retries());
    }

    private static Refused refused(FrameReader in) throws BadFrame {
        return new Refused(in.stream(), in.atLeast(1), in.text(), in.whole(0));
    }

    private static void putHave(FrameWriter out, Have have) {
        Hash hash = have.prunedHash();
        out.stream(have.stream()).number(have.upto()).number(have.prunedUpto()).flag(hash != null);
        if (hash != null) {
            out.hash(hash);
        }
    }

    private static Have have(FrameReader in) throws BadFrame {
        Stream stream = in.stream();
        long upto = in.atLeast(0);
        long prunedUpto = in.atLeast(0);
        @Nullable Hash prunedHash = in.flag() ? in.hash() : null;
        return new Have(stream, upto, prunedUpto, prunedHash);
    }
}
