package tillmesh.journal;

import java.util.List;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.loop.Ledger;

/**
 * What the disks of other lanes have: "that disk has that stream up to n". Known at once, on this disk about a second later,
 * see {@link #write}. Loop thread only.
 */
public final class PeerMarks {
    private final Marks marks;
    private final MarkMapper mapper;
    private final LateMarks late = new LateMarks();

    PeerMarks(Marks marks, MarkMapper mapper) {
        this.marks = marks;
        this.mapper = mapper;
    }

    LateMarks late() {
        return late;
    }

    /**
     * Another lane's disk has a stream up to {@code upto}. Lower than before changes nothing. True from now on, also if the
     * note fails that heard it.
     */
    public void kept(String storeId, String lane, EntryId upto, long nowMillis) {
        long stream = marks.number(upto.stream());
        PeerMark before = marks.table().peer(storeId, stream);
        if (before == null || before.upto() < upto.seq() || !before.alive()) {
            long seq = before == null ? upto.seq() : Math.max(before.upto(), upto.seq());
            PeerMark mark = new PeerMark(storeId, lane, stream, seq, true);
            marks.table().put(mark);
            late.heard(mark, nowMillis);
        }
    }

    /** Writes what was heard since the last time, if anything was. About once a second, within a note. */
    public void write() {
        if (late.any()) {
            marks.change(
                    "what other lanes have",
                    () -> late.writing().forEach(heard -> {
                        PeerMark mark = heard.mark();
                        mapper.putPeerMark(mark, mark.seal());
                        mapper.moved("peer", mark.storeId(), mark.stream(), mark.upto(), heard.atMillis());
                    }));
        }
    }

    /** Writes what is left before the file is closed. A disk that does not take it any more costs nothing but hearing it again. */
    void writeAtLast(Ledger ledger) {
        try {
            ledger.mark();
            write();
            ledger.commit();
        } catch (Fault why) {
            ledger.rollback();
        }
    }

    /** That disk is gone (wiped, replaced): its copies count no more. The one case in which an entry goes back to pending. */
    public void storeGone(String storeId) {
        marks.change("that a disk is gone", () -> marks.table().ofStore(storeId).forEach(this::lost));
    }

    /** A lane runs on this disk now: what its other disks once acknowledged counts no more. @return whether there were such */
    public boolean onlyDisk(String lane, String storeId) {
        List<PeerMark> others = marks.table().ofLane(lane).stream()
                .filter(mark -> mark.alive() && !mark.storeId().equals(storeId))
                .toList();
        if (!others.isEmpty()) {
            marks.change("that a disk is gone", () -> others.forEach(this::lost));
        }
        return !others.isEmpty();
    }

    // If the note fails this is heard again, and what is forgotten here as well: the disk's older word holds until
    // then.
    private void lost(PeerMark mark) {
        late.forget(mark);
        PeerMark gone = mark.gone();
        mapper.putPeerMark(gone, gone.seal());
        marks.table().put(gone);
    }

    /** Up to where the disk on which a lane runs now has a stream that is known here; 0 when it told nothing. */
    public long keptBy(String lane, Stream stream) {
        return marks.table().peersOf(marks.number(stream)).stream()
                .filter(mark -> mark.alive() && mark.lane().equals(lane))
                .mapToLong(PeerMark::upto)
                .max()
                .orElse(0);
    }

    /** Whether what a lane acknowledged counts for that disk of it. */
    public boolean runsOn(String lane, String storeId) {
        return marks.table().ofLane(lane).stream()
                .anyMatch(mark -> mark.alive() && mark.storeId().equals(storeId));
    }
}
