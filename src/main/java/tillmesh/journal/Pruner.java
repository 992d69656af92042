package tillmesh.journal;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.ibatis.session.SqlSession;
import tillmesh.entry.Hash;
import tillmesh.journal.EntryMapper.PruneRow;

/**
 * Deletes old entries that every configured cloud has, a few at a time; with no cloud configured nothing is ever deleted.
 * What is still shown stays: the snapshot of an open order, the newest state of a table, an entry that a cloud refused.
 * The hash of the last deleted entry stays, so that the chain still closes. Loop thread, within a note.
 */
public final class Pruner {
    /** At most so many entries are looked at in one note. */
    static final int PORTION = 500;
    /** However short the time to keep is set: today's tickets and what devices asked for need their entries so long. */
    static final Duration KEPT_AT_LEAST = Duration.ofDays(3);

    private final EntryMapper entries;
    private final ShopMapper tables;
    private final ShopRows shop;
    private final Marks marks;
    private final Duration keep;
    private int sweeping;

    Pruner(SqlSession session, ShopRows shop, Marks marks, Duration keep) {
        this.entries = session.getMapper(EntryMapper.class);
        this.tables = session.getMapper(ShopMapper.class);
        this.shop = shop;
        this.marks = marks;
        this.keep = keep.compareTo(KEPT_AT_LEAST) < 0 ? KEPT_AT_LEAST : keep;
    }

    /** What a portion took away. @param orders paid orders that are not known any more */
    public record Pruned(int entries, int orders) {
        static final Pruned NOTHING = new Pruned(0, 0);
    }

    /** Deletes one portion. @param nowMillis wall clock @throws tillmesh.fault.Fault when the disk does not take it */
    public Pruned portion(long nowMillis) {
        List<StreamRow> streams = marks.streams();
        for (StreamRow row : streams) {
            long upto = marks.cloudUpto(row.stream());
            List<PruneRow> old = upto > row.prunedUpto() ? old(row, upto, nowMillis - keep.toMillis()) : List.of();
            if (!old.isEmpty()) {
                PruneRow last = old.get(old.size() - 1);
                return delete(row.prunedUpto(last.seq(), Hash.of(last.hash())), old);
            }
        }
        return streams.isEmpty() ? Pruned.NOTHING : sweep(streams.get(sweeping++ % streams.size()));
    }

    // Only from the front: what is pruned of a stream is one range.
    private List<PruneRow> old(StreamRow row, long upto, long before) {
        long firstNeeded = shop.oldestOp();
        return SqlTrouble.asked(
                "looking for old entries",
                () -> entries.prunable(row.stream(), row.prunedUpto(), upto, PORTION).stream()
                        .takeWhile(entry -> entry.wall() < before && entry.id() < firstNeeded)
                        .toList());
    }

    /** What stayed because it was shown goes once it is not any more. */
    private Pruned sweep(StreamRow row) {
        if (row.prunedUpto() == 0 || marks.cloudUpto(row.stream()) < row.prunedUpto()) {
            return Pruned.NOTHING;
        }
        List<PruneRow> left = SqlTrouble.asked(
                "looking for old entries", () -> entries.prunable(row.stream(), 0, row.prunedUpto(), PORTION));
        return left.isEmpty() ? Pruned.NOTHING : delete(row, left);
    }

    private Pruned delete(StreamRow row, List<PruneRow> old) {
        Set<Long> shown = new HashSet<>(SqlTrouble.asked("looking what tables show", tables::tableEntries));
        int[] gone = new int[2];
        marks.pruned(row, () -> {
            for (PruneRow entry : old) {
                if (!shown.contains(entry.id()) && !marks.aside(row.stream(), entry.seq()) && !open(entry)) {
                    entries.delete(entry.id());
                    gone[0]++;
                    gone[1] += paid(entry);
                }
            }
        });
        if (gone[1] > 0) {
            shop.recount();
        }
        return new Pruned(gone[0], gone[1]);
    }

    private boolean open(PruneRow entry) {
        return entry.subject() != null && tables.openAt(entry.subject(), entry.id()) > 0;
    }

    private int paid(PruneRow entry) {
        return entry.subject() == null ? 0 : tables.dropPaid(entry.subject(), entry.id());
    }
}
