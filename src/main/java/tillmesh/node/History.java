package tillmesh.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tillmesh.desk.Reports.CloudFacts;
import tillmesh.journal.Journal;
import tillmesh.loop.Ledger;

/**
 * The last hour of this lane in slots of ten seconds: how much was sold, how long a commit took, how long it took until
 * another lane had it, and how much waited for the clouds. A ring in memory; it begins anew with the process. Loop thread only.
 *
 * <p>It stands between the loop and the journal to see commits begin and end, and changes nothing about them.
 */
final class History implements Ledger {
    /** One slot. */
    static final Duration SLOT = Duration.ofSeconds(10);

    /** So many slots are kept: one hour. */
    static final int SLOTS = 360;

    /** Of so many commits at most it is watched at a time when another lane has them; those between are as good as their neighbours. */
    static final int WATCHED_MAX = 1_000;

    private static final double MILLI_NANOS = 1e6;

    private final Journal journal;
    private final InstantSource wall;
    private final LongSupplier nanos;
    private final Deque<Slot> slots = new ArrayDeque<>(SLOTS);
    private final Deque<Commit> underWay = new ArrayDeque<>();
    private Times commits = new Times();
    private Times copies = new Times();
    private long committedSeq;
    private long lastSeq;
    private long lastId;
    private long slotBegan;

    /** A commit that no other lane has yet. */
    private record Commit(long seq, long nanos) {}

    /**
     * One slot. Times are milliseconds; null when there was nothing to measure.
     *
     * @param at its end, ISO-8601 UTC
     * @param seconds how long it was
     * @param entries written by this lane
     * @param fromOthers entries that came from other lanes
     * @param commitMs how long a commit with entries took, on average
     * @param commitMaxMs the longest one
     * @param ackMs from the commit until as many lanes as are wanted had it, on average
     * @param ackMaxMs the longest one
     * @param onlyHere entries that were on this disk only at its end
     * @param cloudWaiting entries of this lane that the slowest cloud had not at its end; null without a cloud
     */
    record Slot(
            String at,
            double seconds,
            long entries,
            long fromOthers,
            @Nullable Double commitMs,
            @Nullable Double commitMaxMs,
            @Nullable Double ackMs,
            @Nullable Double ackMaxMs,
            long onlyHere,
            @Nullable Long cloudWaiting) {}

    /** {@code GET /history}. @param slots oldest first */
    record Hour(long slotSeconds, int slotsMax, List<Slot> slots) {}

    /** @param nanos a clock that never goes back */
    History(Journal journal, InstantSource wall, LongSupplier nanos) {
        this.journal = journal;
        this.wall = wall;
        this.nanos = nanos;
        this.committedSeq = journal.lastSeq();
        this.lastSeq = committedSeq;
        this.lastId = journal.lastId();
        this.slotBegan = nanos.getAsLong();
    }

    @Override
    public void mark() {
        journal.mark();
    }

    @Override
    public void takeBack() {
        journal.takeBack();
    }

    @Override
    public void rollback() {
        journal.rollback();
    }

    @Override
    public void commit() {
        long before = committedSeq;
        long began = nanos.getAsLong();
        journal.commit();
        long seq = journal.lastSeq();
        if (seq != before) {
            committedSeq = seq;
            long ended = nanos.getAsLong();
            commits.add(ended - began);
            if (underWay.size() < WATCHED_MAX) {
                underWay.addLast(new Commit(seq, ended));
            }
        }
    }

    /** Other lanes may have more than before. Within a note. */
    void reached() {
        if (!underWay.isEmpty()) {
            long upto = journal.marks().peerUpto(journal.stream());
            long now = nanos.getAsLong();
            for (Commit first = underWay.peek(); first != null && first.seq() <= upto; first = underWay.peek()) {
                copies.add(now - first.nanos());
                underWay.remove();
            }
        }
    }

    /** Ends a slot and begins the next one. @param onlyHere entries that are on no other disk now @param clouds how far they are */
    void turn(long onlyHere, List<CloudFacts> clouds) {
        long now = nanos.getAsLong();
        long seq = journal.lastSeq();
        long id = journal.lastId();
        long own = Math.max(0, seq - lastSeq);
        slots.addLast(new Slot(
                Instant.ofEpochMilli(wall.millis()).toString(),
                Math.round((now - slotBegan) / MILLI_NANOS) / 1000.0,
                own,
                Math.max(0, id - lastId - own),
                commits.average(),
                commits.longest(),
                copies.average(),
                copies.longest(),
                onlyHere,
                waiting(clouds)));
        if (slots.size() > SLOTS) {
            slots.removeFirst();
        }
        lastSeq = seq;
        lastId = id;
        slotBegan = now;
        commits = new Times();
        copies = new Times();
    }

    private static @Nullable Long waiting(List<CloudFacts> clouds) {
        return clouds.isEmpty()
                ? null
                : clouds.stream().mapToLong(CloudFacts::waiting).max().orElse(0);
    }

    /** What there is, oldest first. */
    Hour hour() {
        return new Hour(SLOT.toSeconds(), SLOTS, new ArrayList<>(slots));
    }

    /** Durations of one slot. */
    private static final class Times {
        private long count;
        private long sum;
        private long most;

        void add(long nanos) {
            count++;
            sum += nanos;
            most = Math.max(most, nanos);
        }

        @Nullable
        Double average() {
            return count == 0 ? null : rounded((double) sum / count);
        }

        @Nullable
        Double longest() {
            return count == 0 ? null : rounded((double) most);
        }

        private static double rounded(double nanos) {
            return Math.round(nanos / 1e3) / 1e3;
        }
    }
}
