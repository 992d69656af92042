package tillmesh.journal;

import java.util.ArrayList;
import java.util.List;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;

/** The walk along one stream: numbers without gaps, each entry sound and chained to the one before. */
final class StreamWalk {
    /** How many findings of one kind are listed; the count goes on. */
    private static final int LISTED_MAX = 20;

    private final StreamRow row;
    private final boolean fromMiddle;
    private final List<Missing> known;
    private final List<String> gaps = new ArrayList<>();
    private final List<String> forks = new ArrayList<>();
    private final List<String> unsound = new ArrayList<>();
    private Hash before;
    private long lastSeq;
    private long entries;
    private long findings;

    /**
     * @param fromMiddle whether the walk does not begin with the first entry of the file
     * @param known what is known to be missing; a gap in it is no finding
     */
    StreamWalk(StreamRow row, boolean fromMiddle, List<Missing> known) {
        this.row = row;
        this.fromMiddle = fromMiddle;
        this.known = known.stream()
                .filter(range -> range.incarnation() == row.name().incarnation()
                        && range.origin().equals(row.name().origin().name()))
                .toList();
        Hash pruned = row.prunedHash();
        this.before = pruned == null ? row.firstPrev() : pruned;
    }

    void next(long seq, Entry entry) {
        entries++;
        if (seq != entry.id().seq() || !entry.sound()) {
            found(unsound, name(seq));
        }
        if (seq <= row.prunedUpto()) {
            // Kept beside the pruned ones because a projection still shows it; its neighbours may be gone.
            return;
        }
        if (lastSeq > 0 || !fromMiddle) {
            step(seq, entry);
        }
        lastSeq = Math.max(lastSeq, seq);
        before = entry.hash();
    }

    private void step(long seq, Entry entry) {
        long expected = head() + 1;
        if (seq < expected) {
            found(forks, name(seq));
        } else if (seq > expected) {
            gap(expected, seq - 1);
        } else if (!entry.prevHash().equals(before)) {
            found(forks, name(seq));
        }
    }

    // A gap that was found and recorded is told once, in the list of what is missing.
    private void gap(long from, long to) {
        long covered = from;
        for (Missing range : known) {
            if (range.fromSeq() <= covered && range.toSeq() >= covered) {
                covered = range.toSeq() + 1;
            }
        }
        if (covered <= to) {
            found(gaps, row.name() + "-" + covered + ".." + to);
        }
    }

    private long head() {
        return Math.max(lastSeq, row.prunedUpto());
    }

    private String name(long seq) {
        return seq < 1 ? row.name() + "-" + seq : new EntryId(row.name(), seq).toString();
    }

    private void found(List<String> list, String what) {
        findings++;
        if (list.size() < LISTED_MAX) {
            list.add(what);
        }
    }

    Proof.StreamProof end() {
        Long closed = row.closedSeq();
        boolean whole = !fromMiddle || lastSeq > 0;
        if (closed != null && whole && head() < closed) {
            gap(head() + 1, closed);
        } else if (closed != null && head() > closed) {
            found(forks, name(head()));
        }
        return new Proof.StreamProof(
                row.name().toString(),
                entries,
                head(),
                row.prunedUpto(),
                before.toString(),
                gaps,
                forks,
                unsound,
                findings);
    }
}
