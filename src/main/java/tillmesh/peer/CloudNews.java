package tillmesh.peer;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.journal.Journal;
import tillmesh.journal.Upstairs;
import tillmesh.peer.CopyMessage.Reach;
import tillmesh.peer.CopyMessage.Refused;
import tillmesh.peer.CopyMessage.Stored;

/**
 * How far clouds have what the shop wrote: believed from this lane's own receipts and from other lanes', so that a lane that
 * comes back sends nothing again that was stored for it. Loop thread, within a note.
 */
final class CloudNews {
    /** A message with so many streams and refusals takes no other stream. */
    static final int ITEMS_MAX = 500;

    private final InstantSource wall;
    private final Journal journal;
    private final Arrivals arrivals;

    CloudNews(PeerRoom room, Arrivals arrivals) {
        this.wall = room.wall();
        this.journal = room.journal();
        this.arrivals = arrivals;
    }

    /** Keeps what is told. What is known already changes nothing. */
    void heard(Stored stored) {
        for (Reach reach : stored.reach()) {
            long before = upstairs().upto(stored.cloud(), reach.stream());
            if (journal.marks().knows(reach.stream()) && reach.after() <= before) {
                stored.refused().stream()
                        .filter(one -> one.stream().equals(reach.stream()))
                        .forEach(one -> refused(stored.cloud(), one));
                reached(stored.cloud(), reach, before);
            }
        }
    }

    private void refused(String cloud, Refused refused) {
        EntryId entry = new EntryId(refused.stream(), refused.seq());
        if (refused.retries() > upstairs().tries(cloud, entry)) {
            journal.marks().setAside(cloud, entry, refused.reason(), refused.retries(), wall.millis());
            if (upstairs().upto(cloud, refused.stream()) >= refused.seq()) {
                arrivals.moved(refused.stream(), refused.seq() - 1, refused.seq());
            }
        }
    }

    private void reached(String cloud, Reach reach, long before) {
        Stream stream = reach.stream();
        // Nobody can have more of the running life than was written.
        long upto = stream.equals(journal.stream()) ? Math.min(reach.upto(), journal.lastSeq()) : reach.upto();
        if (upto > before) {
            journal.marks().cloudStored(cloud, new EntryId(stream, upto), wall.millis());
            arrivals.moved(stream, before, upto);
        }
    }

    private Upstairs upstairs() {
        return journal.marks().upstairs();
    }

    /** Everything that this lane knows, for one that may know less. */
    List<Stored> all() {
        List<Stored> all = new ArrayList<>();
        for (Upstairs.OneCloud cloud : upstairs().all()) {
            List<Reach> reach = new ArrayList<>();
            List<Refused> refused = new ArrayList<>();
            for (Map.Entry<Stream, Long> mark : cloud.upto().entrySet()) {
                // A mark never travels without what is refused below it: that must not be taken for stored.
                reach.add(new Reach(mark.getKey(), 0, mark.getValue()));
                refused.addAll(of(cloud, mark.getKey()));
                if (reach.size() + refused.size() >= ITEMS_MAX) {
                    all.add(new Stored(cloud.cloud(), reach, refused));
                    reach.clear();
                    refused.clear();
                }
            }
            if (!reach.isEmpty()) {
                all.add(new Stored(cloud.cloud(), reach, refused));
            }
        }
        return all;
    }

    private static List<Refused> of(Upstairs.OneCloud cloud, Stream stream) {
        return cloud.refused().getOrDefault(stream, List.of()).stream()
                .map(one -> new Refused(stream, one.seq(), one.reason(), one.retries()))
                .toList();
    }
}
