package tillmesh.cloud.supabase;

import java.util.ArrayList;
import java.util.List;
import tillmesh.cloud.Batch;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.shop.LaneId;
import tillmesh.time.Stamp;

/** Batches of a lane L1 that was just made. */
final class Batches {
    static final Stream STREAM = new Stream(new LaneId("L1"), 0x5f3a90c1);

    private Batches() {}

    /** The first so many entries of it, all alike. */
    static Batch of(int size, String payload) {
        Draft draft = new Draft("event", null, null, 0, null, "till-1", null, payload);
        return of(java.util.Collections.nCopies(size, draft));
    }

    /** Its first entries. */
    static Batch of(List<Draft> drafts) {
        List<Entry> entries = new ArrayList<>();
        Hash before = Hash.ZERO;
        for (Draft draft : drafts) {
            long seq = entries.size() + 1L;
            Stamp stamp = new Stamp(1_790_000_000_000L + seq, 0, STREAM.origin());
            Entry entry = Entry.chained(new EntryId(STREAM, seq), stamp, draft, before);
            before = entry.hash();
            entries.add(entry);
        }
        return new Batch(entries);
    }
}
