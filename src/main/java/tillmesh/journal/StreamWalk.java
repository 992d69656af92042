package tillmesh.journal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;

/** The walk along one stream: numbers without gaps, each entry sound and chained to the one before. */
final class StreamWalk {
    /** How many findings of one kind are listed; the count goes on. */
    private static final int LISTED_MAX = 20;

    private final Stream stream;
    private final long prunedUpto;
    private final @Nullable Hash prunedHash;
    private final boolean fromMiddle;
    private final List<Missing> known;
    private final List<String> gaps = new ArrayList<>();
    private final List<String> forks = new ArrayList<>();
    private final List<String> unsound = new ArrayList<>();
    private Hash before;
    private long lastSeq;
    private long entries;
    private long findings;

    StreamWalk(
            Stream stream,
            long prunedUpto,
            byte[] firstPrev,
            byte @Nullable [] prunedHash,
            boolean fromMiddle,
            List<Missing> known) {
        this.stream = stream;
        this.prunedUpto = prunedUpto;
        this.prunedHash = prunedHash == null ? null : ChainWalk.hash(prunedHash);
        this.fromMiddle = fromMiddle;
        this.known = known;
        this.before = ChainWalk.hash(firstPrev);
    }

    void next(long seq, Entry entry) {
        entries++;
        if (!entry.sound()) {
            found(unsound, name(seq));
        }
        if (seq <= prunedUpto) {
            // Kept beside the pruned ones because a projection still shows it; its neighbours may be gone.
            return;
        }
        step(seq, entry);
        lastSeq = seq;
        before = entry.hash();
    }

    private void step(long seq, Entry entry) {
        boolean start = lastSeq == 0;
        if (start && fromMiddle) {
            return;
        }
        long expected = start ? prunedUpto + 1 : lastSeq + 1;
        Hash neighbour = start && prunedHash != null ? prunedHash : before;
        if (seq != expected && knownMissing(expected, seq - 1)) {
            return;
        }
        if (seq != expected) {
            found(gaps, stream + "-" + expected + ".." + (seq - 1));
        } else if (!entry.prevHash().equals(neighbour)) {
            found(forks, name(seq));
        }
    }

    // A gap that was found and recorded is told once, in the list of what is missing.
    private boolean knownMissing(long from, long to) {
        long covered = from;
        for (Missing range : known) {
            if (range.fromSeq() <= covered && range.toSeq() >= covered) {
                covered = range.toSeq() + 1;
            }
        }
        return covered > to;
    }

    private String name(long seq) {
        return seq < 1 ? stream + "-" + seq : new EntryId(stream, seq).toString();
    }

    private void found(List<String> list, String what) {
        findings++;
        if (list.size() < LISTED_MAX) {
            list.add(what);
        }
    }

    Proof.StreamProof end() {
        String head = lastSeq == 0 ? (prunedHash == null ? before : prunedHash).toString() : before.toString();
        return new Proof.StreamProof(
                stream.toString(),
                entries,
                Math.max(lastSeq, prunedUpto),
                prunedUpto,
                head,
                gaps,
                forks,
                unsound,
                findings);
    }
}
