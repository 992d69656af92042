package tillmesh.peer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tillmesh.entry.Stream;
import tillmesh.journal.Journal;
import tillmesh.loop.Loop;
import tillmesh.peer.CopyMessage.Kept;
import tillmesh.peer.CopyMessage.Upto;

/**
 * What this lane owes others: the word that their entries are on its disk. Said once a burst, after its commit, to the lane
 * that wrote them; everybody else learns it from the next digest. Loop thread.
 */
final class Receipts {
    private final Loop loop;
    private final Journal journal;
    private final Peers peers;
    private final Neighbours neighbours;
    private final Map<Stream, Long> owed = new LinkedHashMap<>();
    private boolean coming;

    Receipts(Loop loop, Journal journal, Peers peers, Neighbours neighbours) {
        this.loop = loop;
        this.journal = journal;
        this.peers = peers;
        this.neighbours = neighbours;
    }

    /** An entry of a stream was kept, or had been before. Within the note that keeps it. */
    void owe(Stream stream) {
        Long before = owed.put(stream, journal.copies().upto(stream));
        loop.undo(() -> {
            if (before == null) {
                owed.remove(stream);
            } else {
                owed.put(stream, before);
            }
        });
        if (!coming) {
            coming = true;
            loop.undo(() -> coming = false);
            loop.effect(this::say);
        }
    }

    private void say() {
        coming = false;
        Map<PeerId, List<Upto>> byOrigin = new LinkedHashMap<>();
        owed.forEach((stream, upto) -> neighbours
                .lane(stream.origin())
                .ifPresent(origin -> byOrigin.computeIfAbsent(origin.id(), id -> new ArrayList<>())
                        .add(new Upto(stream, upto))));
        owed.clear();
        byOrigin.forEach((origin, upto) -> peers.send(origin, new Kept(journal.storeId(), upto)));
    }
}
