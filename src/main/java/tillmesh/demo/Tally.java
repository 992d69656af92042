package tillmesh.demo;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What scripted screens got acknowledged, against what each lane's journal and the cloud say that they have. A lane's list is
 * read from its disk from the beginning whenever it comes back, and is not believed while it is silent. The demo's thread.
 */
final class Tally {
    /** Told by a screen and by a journal, the same sale arrives here on two ways; only what stays away so long is missed. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final Map<String, BitSet> acked = new TreeMap<>();
    private final Map<String, Map<String, BitSet>> journals = new TreeMap<>();
    private final Map<String, BitSet> cloud = new TreeMap<>();
    private final Map<String, String> marks = new TreeMap<>();
    private long count;
    private long nowhereSinceNanos;

    Tally(List<String> lanes) {
        lanes.forEach(lane -> journals.put(lane, new TreeMap<>()));
    }

    /** A screen was told that a sale of it is on disk. */
    void acked(String entryId) {
        if (put(acked, entryId)) {
            count++;
        }
    }

    /** A lane's journal has an entry. */
    void has(String lane, String entryId) {
        put(java.util.Objects.requireNonNull(journals.get(lane)), entryId);
    }

    /** A lane hung up: what it has is read anew when it is back. */
    void silent(String lane) {
        java.util.Objects.requireNonNull(journals.get(lane)).clear();
        marks.remove(lane);
    }

    /** A lane was asked what it has, and then to write that entry: when it tells of it, it has told of all before. */
    void asked(String lane, String markId) {
        marks.put(lane, markId);
    }

    private boolean read(String lane) {
        String mark = marks.get(lane);
        int dash = mark == null ? -1 : mark.lastIndexOf('-');
        return mark != null
                && dash > 0
                && of(java.util.Objects.requireNonNull(journals.get(lane)), mark.substring(0, dash))
                        .get(Integer.parseInt(mark.substring(dash + 1)));
    }

    /** These came to the cloud. */
    void cloudHas(List<String> entryIds) {
        entryIds.forEach(id -> put(cloud, id));
    }

    // A name is lane-life-number; numbers of one life have no gaps, so a bit each is little.
    private static boolean put(Map<String, BitSet> sets, String entryId) {
        int dash = entryId.lastIndexOf('-');
        if (dash < 0) {
            return false;
        }
        BitSet set = sets.computeIfAbsent(entryId.substring(0, dash), life -> new BitSet());
        int number = Integer.parseInt(entryId.substring(dash + 1));
        boolean fresh = !set.get(number);
        set.set(number);
        return fresh;
    }

    /**
     * The count.
     *
     * @param acked sales that screens were told to be on disk
     * @param lanes what of them each journal has
     * @param cloud what of them the cloud has, null without one
     * @param nowhere those that no lane which can speak now has
     * @param verdict {@code whole}: each is somewhere; {@code waiting}: some are on disks of silent lanes only; {@code
     *     lost}: all lanes speak, and some are nowhere
     */
    record Sum(long acked, List<One> lanes, @Nullable Long cloud, long nowhere, String verdict) {}

    /** @param has of the acknowledged sales @param speaks whether it can be asked now; if not, the number is 0 or old */
    record One(String id, long has, boolean speaks) {}

    /** @param heard the lanes that can be asked now @param withCloud whether there is a cloud to compare with */
    Sum sum(List<String> heard, boolean withCloud, long nanos) {
        List<String> speaking = heard.stream().filter(this::read).toList();
        List<One> each = journals.entrySet().stream()
                .map(one -> new One(one.getKey(), both(one.getValue()), speaking.contains(one.getKey())))
                .toList();
        long nowhere = count;
        for (Map.Entry<String, BitSet> life : acked.entrySet()) {
            BitSet found = new BitSet();
            speaking.forEach(lane -> found.or(of(java.util.Objects.requireNonNull(journals.get(lane)), life.getKey())));
            found.and(life.getValue());
            nowhere -= found.cardinality();
        }
        if (nowhere == 0 || speaking.size() < journals.size()) {
            nowhereSinceNanos = nanos;
        }
        boolean allSpeak = speaking.size() == journals.size();
        String missing = allSpeak ? "lost" : "waiting";
        boolean onItsWay = allSpeak && nanos - nowhereSinceNanos < PATIENCE_NANOS;
        String verdict = nowhere == 0 || onItsWay ? "whole" : missing;
        return new Sum(count, each, withCloud ? Long.valueOf(both(cloud)) : null, nowhere, verdict);
    }

    private static BitSet of(Map<String, BitSet> sets, String life) {
        BitSet set = sets.get(life);
        return set == null ? new BitSet() : set;
    }

    private long both(Map<String, BitSet> sets) {
        long sum = 0;
        for (Map.Entry<String, BitSet> life : acked.entrySet()) {
            BitSet found = (BitSet) of(sets, life.getKey()).clone();
            found.and(life.getValue());
            sum += found.cardinality();
        }
        return sum;
    }
}
