package tillmesh.peer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;

/** How entries get from disk to disk. A receiver that lacks something asks; nothing rests on a message that arrives. */
public sealed interface CopyMessage extends PeerMessage {

    /**
     * New entries of the sender's running life, in order and without gaps, already on its disk.
     *
     * @param entries at least one, all of one stream
     */
    record Offer(List<Entry> entries) implements CopyMessage {
        /** Takes a copy. */
        public Offer {
            entries = List.copyOf(entries);
        }
    }

    /**
     * What the sender has flushed to its disk. Cumulative: a lost one is made good by the next.
     *
     * @param disk the id of that disk
     * @param upto for each stream named, everything up to that number
     */
    record Kept(String disk, List<Upto> upto) implements CopyMessage {
        /** Takes a copy. */
        public Kept {
            upto = List.copyOf(upto);
        }
    }

    /**
     * Everything that the sender has, so that the receiver can see what it lacks itself and what the sender lacks.
     *
     * @param disk the id of the sender's disk
     * @param have every stream that the sender knows, its running life included
     * @param answer whether the receiver shall send its own digest back
     */
    record Digest(String disk, List<Have> have, boolean answer) implements CopyMessage {
        /** Takes a copy. */
        public Digest {
            have = List.copyOf(have);
        }
    }

    /**
     * A {@link Digest} that does not grow with every start of a lane: streams that the receiver is believed to have just as
     * far as the sender are not named. Said to those only who speak version {@link Folding#SINCE} of the conversation.
     *
     * @param disk the id of the sender's disk
     * @param open the streams that are named, running lives among them
     * @param folded how many are not
     * @param hash of the names and lengths of those, see {@link Folding}
     * @param answer whether the receiver shall send its own digest back
     */
    record Folded(String disk, List<Have> open, long folded, Hash hash, boolean answer) implements CopyMessage {
        /** Takes a copy. */
        public Folded {
            open = List.copyOf(open);
        }
    }

    /** What the receiver has does not fit a {@link Folded} of it: it shall name every stream. */
    record Unfold() implements CopyMessage {}

    /**
     * Asks for entries of any stream, of the receiver or of others.
     *
     * @param from the first number wanted
     * @param bytesMax the sender takes no more at once, in bytes of payload; at least one entry comes whatever its size
     */
    record Resend(Stream stream, long from, int bytesMax) implements CopyMessage {}

    /**
     * The answer to {@link Resend}: entries in order from the number asked for on.
     *
     * @param entries empty when the sender has none of them any more
     * @param more whether the sender has more after these
     */
    record Chunk(Stream stream, long from, List<Entry> entries, boolean more) implements CopyMessage {
        /** Takes a copy. */
        public Chunk {
            entries = List.copyOf(entries);
        }
    }

    /**
     * What a cloud has, as its receipts told the sender.
     *
     * @param reach how far it has the streams named
     * @param refused what the cloud refuses for good of that
     */
    record Stored(String cloud, List<Reach> reach, List<Refused> refused) implements CopyMessage {
        /** Takes copies. */
        public Stored {
            reach = List.copyOf(reach);
            refused = List.copyOf(refused);
        }
    }

    /**
     * Something for the screens of all lanes that is not kept: it is shown or it is lost.
     *
     * @param kind what it is, {@code floor-plan}
     * @param payload JSON text
     */
    record Relay(String kind, String payload) implements CopyMessage {}

    /**
     * Everything above one number and up to another is in the cloud, or refused and named so in the same message. Who does
     * not know of all that is below learns it from the next digest first.
     */
    record Reach(Stream stream, long after, long upto) {}

    /**
     * An entry that a cloud refuses for good.
     *
     * @param reason one sentence
     * @param retries how often it was tried
     */
    record Refused(Stream stream, long seq, String reason, int retries) {}

    /** A stream and the number up to which something holds. */
    record Upto(Stream stream, long seq) {}

    /**
     * A stream on a disk.
     *
     * @param upto the last number there without a gap, 0 when it only knows the name
     * @param prunedUpto numbers up to here were given away because every cloud has them; they cannot be had from this disk
     * @param prunedHash hash of entry {@code prunedUpto}, so that a disk that has nothing of the stream can begin after it;
     *     null when nothing was pruned
     */
    record Have(
            Stream stream,
            long upto,
            long prunedUpto,
            @Nullable Hash prunedHash) {}
}
