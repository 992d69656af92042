package tillmesh.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.shop.LaneId;
import tillmesh.time.Stamp;

class RefusalsTest {
    private static final Stream STREAM = new Stream(new LaneId("L1"), 7);

    @Test
    void after_a_refused_batch_at_most_log_n_more_calls_find_the_one() {
        for (int size = 1; size <= 130; size++) {
            int log = 32 - Integer.numberOfLeadingZeros(size - 1);
            for (int bad = 1; bad <= size; bad++) {
                int calls = callsUntilFound(size, bad);
                assertTrue(calls <= log, calls + " calls for entry " + bad + " of " + size);
            }
        }
    }

    private static int callsUntilFound(int size, int bad) {
        Refusals refusals = new Refusals();
        long from = 1;
        for (int calls = 0; ; calls++) {
            long upto = Math.min(size, from + refusals.portion(STREAM, from, size) - 1);
            if (from <= bad && bad <= upto) {
                if (from == upto) {
                    return calls;
                }
                refusals.among(batch(from, upto), "no");
            } else {
                EntryId only = refusals.onlyOneLeft(new EntryId(STREAM, upto), id -> false);
                if (only != null) {
                    assertEquals(bad, only.seq());
                    return calls;
                }
                from = upto + 1;
            }
        }
    }

    @Test
    void a_refusal_that_another_lane_was_told_explains_the_batch_and_nobody_else_is_suspected() {
        Refusals refusals = new Refusals();
        refusals.among(batch(1, 4), "no");

        EntryId only = refusals.onlyOneLeft(new EntryId(STREAM, 3), id -> id.seq() == 2);

        assertNull(only);
        assertEquals(50, refusals.portion(STREAM, 4, 50));
    }

    private static Batch batch(long from, long upto) {
        List<Entry> entries = new ArrayList<>();
        for (long seq = from; seq <= upto; seq++) {
            Stamp stamp = new Stamp(seq, 0, STREAM.origin());
            entries.add(Entry.chained(new EntryId(STREAM, seq), stamp, OneLane.draft("{}"), Hash.ZERO));
        }
        return new Batch(entries);
    }
}
