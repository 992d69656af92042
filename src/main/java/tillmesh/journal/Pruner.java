package tillmesh.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private final Map<Long, Long> swept = new HashMap<>();
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
            long upto = marks.everywhereUpto(row.stream());
            List<PruneRow> old = upto > row.prunedUpto() ? old(row, upto, nowMillis - keep.toMillis()) : List.of();
            if (!old.isEmpty()) {
                PruneRow last = old.get(old.size() - 1);
                return delete(row.prunedUpto(last.seq(), Hash.of(last.hash())), needless(row.stream(), old));
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
        if (row.prunedUpto() == 0 || marks.everywhereUpto(row.stream()) < row.prunedUpto()) {
            return Pruned.NOTHING;
        }
        long from = swept.getOrDefault(row.stream(), 0L);
        List<PruneRow> left = SqlTrouble.asked(
                "looking for old entries", () -> entries.prunable(row.stream(), from, row.prunedUpto(), PORTION));
        swept.put(
                row.stream(),
                left.size() < PORTION ? 0 : left.get(left.size() - 1).seq());
        List<PruneRow> needless = needless(row.stream(), left);
        return needless.isEmpty() ? Pruned.NOTHING : delete(row, needless);
    }

    private List<PruneRow> needless(long stream, List<PruneRow> old) {
        return SqlTrouble.asked("looking what is still shown", () -> {
            Shown shown = shown(stream);
            List<PruneRow> needless = new ArrayList<>();
            for (PruneRow entry : old) {
                if (!keeps(shown, stream, entry)) {
                    needless.add(entry);
                } else if (entry.subject() != null) {
                    shown.left().putIfAbsent(entry.subject(), entry.id());
                }
            }
            return needless;
        });
    }

    /** What pins entries. @param left the oldest entry of each subject that stayed so far */
    private record Shown(Set<Long> tables, Map<String, Long> left, long oldestElsewhere) {}

    private Shown shown(long stream) {
        Map<String, Long> left = new HashMap<>();
        entries.left().forEach(row -> left.put(row.subject(), row.id()));
        Long elsewhere = entries.oldestElsewhere(stream);
        return new Shown(new HashSet<>(tables.tableEntries()), left, elsewhere == null ? Long.MAX_VALUE : elsewhere);
    }

    // A paid order stays as long as an older entry of it may: with its newest version gone, that one would be taken for
    // an open order when tables are made anew.
    private boolean keeps(Shown shown, long stream, PruneRow entry) {
        if (shown.tables().contains(entry.id()) || marks.aside(stream, entry.seq())) {
            return true;
        }
        String subject = entry.subject();
        Boolean paid = subject == null ? null : tables.paidAt(subject, entry.id());
        if (subject == null || paid == null) {
            return false;
        }
        boolean olderStays = shown.left().getOrDefault(subject, entry.id()) < entry.id();
        return !paid || olderStays || entry.id() > shown.oldestElsewhere();
    }

    private Pruned delete(StreamRow row, List<PruneRow> needless) {
        int[] orders = new int[1];
        marks.pruned(row, () -> {
            for (PruneRow entry : needless) {
                entries.delete(entry.id());
                orders[0] += entry.subject() == null ? 0 : tables.dropPaid(entry.subject(), entry.id());
            }
        });
        if (orders[0] > 0) {
            shop.recount();
        }
        return new Pruned(needless.size(), orders[0]);
    }
}
