package tillmesh.desk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.journal.Branch;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.OrderHead;
import tillmesh.shop.LaneId;
import tillmesh.shop.OrderSnapshot;

/**
 * Which version of an order counts. Each version names the one it was made from, so an order's versions are a tree; when
 * all lanes could hear each other it has one leaf. Lanes that were cut off may have made several: one is the head, the
 * others are branches that wait in Review until a version is made from two of them. Versions that were made from the same
 * several versions to the same text count as one. The same versions make the same head and the same branches on every
 * lane, in whatever order they arrive. Loop thread only.
 */
final class Heads {
    private final Journal journal;

    Heads(Journal journal) {
        this.journal = journal;
    }

    /**
     * A leaf of an order's tree. Ranked: money before none, then the higher token, then the higher version; the name
     * decides a tie.
     *
     * @param token the highest token on its way from the root: whoever takes the money without a lease goes on from what the
     *     holder wrote, and must not lose by that
     */
    private record Leaf(long id, Entry entry, OrderSnapshot snapshot, String token) {
        static final Comparator<Leaf> RANK = Comparator.comparing((Leaf leaf) -> leaf.snapshot.paid())
                .thenComparing(Leaf::token)
                .thenComparing(leaf -> leaf.entry.draft().version())
                .thenComparing(leaf -> leaf.entry.id().toString());

        long version() {
            return entry.draft().version();
        }
    }

    /** What became of an order. @param version which version counts now @param before its head before, or null @param after its head now */
    record Change(Appended version, @Nullable OrderHead before, OrderHead after) {}

    /** What a version was made from. @param here local numbers of those that are here @param lost lanes that wrote those that will not come */
    private record Bases(Set<Long> here, Set<LaneId> lost) {
        boolean superseded(Leaf leaf, long by) {
            return here.contains(leaf.id)
                    || (leaf.version() < by
                            && lost.contains(leaf.entry.id().stream().origin()));
        }
    }

    /**
     * Takes a version into the tree, and those that waited for it.
     *
     * @param repairing whether a file is put together from what could be saved: what is not here then may never come
     * @return one change for each version that counts now, none while its base is not here
     */
    List<Change> take(Appended appended, boolean repairing) {
        List<Change> changes = new ArrayList<>();
        List<Appended> ready = new ArrayList<>(List.of(appended));
        while (!ready.isEmpty()) {
            Appended next = ready.remove(0);
            if (next.id() != appended.id()) {
                // Not before its turn: what was made from it and from another one may stand before it.
                journal.branches().arrived(next.id());
            }
            Bases bases = find(next, repairing);
            if (bases != null) {
                changes.add(place(next, bases));
                for (long waiting : journal.branches().waitingFor(next.entry().id())) {
                    ready.add(new Appended(waiting, journal.entries().entry(waiting)));
                }
            }
        }
        return changes;
    }

    // A base that was pruned here belongs to an order that was closed: it is no leaf, and nobody has to wait for it.
    // One
    // that a repair could not save may never come back, and what was made from it must be served all the same.
    private @Nullable Bases find(Appended appended, boolean repairing) {
        Bases found = new Bases(new HashSet<>(), new HashSet<>());
        for (EntryId base : bases(appended.entry())) {
            Long number = journal.entries().numberOf(base);
            boolean waits = number != null && journal.branches().waits(number);
            boolean missing = number == null && journal.copies().upto(base.stream()) < base.seq();
            if (missing && (repairing || journal.copies().lost(base))) {
                journal.branches().goOnWithout(appended.id(), base);
                found.lost().add(base.stream().origin());
            } else if (missing || waits) {
                journal.branches().await(appended.id(), base);
                return null;
            } else if (number != null) {
                found.here().add(number);
            }
        }
        return found;
    }

    /** The versions that one was made from: none, the head it saw, or the head and the branches that it settles. */
    static List<EntryId> bases(Entry entry) {
        String base = entry.draft().base();
        return base == null
                ? List.of()
                : Arrays.stream(base.split(" ")).map(EntryId::parse).toList();
    }

    private Change place(Appended appended, Bases bases) {
        String ref = String.valueOf(appended.entry().draft().subject());
        OrderHead before = journal.shop().order(ref).orElse(null);
        List<Branch> branches = journal.branches().of(ref);
        Set<Long> ids = before != null
                        && journal.branches().goneOnWithout(appended.entry().id())
                ? leavesAnew(ref)
                : leavesWith(appended, bases, before, branches);
        branches.forEach(journal.branches()::drop);
        List<Leaf> leaves = new ArrayList<>();
        ids.forEach(id -> leaves.add(leaf(id, ids.size() > 1)));
        long version = appended.entry().draft().version();
        leaves.removeIf(leaf -> leaf.id != appended.id() && bases.superseded(leaf, version));
        Leaf head = leaves.stream().max(Leaf.RANK).orElseThrow();
        leaves.stream()
                .filter(leaf -> leaf.id != head.id)
                .forEach(leaf -> journal.branches().put(new Branch(ref, leaf.id, leaf.version())));
        long shown = leaves.stream().mapToLong(Leaf::version).sum();
        OrderHead after = head(new Appended(head.id, head.entry), head.snapshot, shown);
        journal.shop().putOrder(after);
        return new Change(appended, before, after);
    }

    private Set<Long> leavesWith(Appended appended, Bases bases, @Nullable OrderHead before, List<Branch> branches) {
        Set<Long> ids = new LinkedHashSet<>();
        if (before != null) {
            ids.add(before.entry());
        }
        branches.forEach(branch -> ids.add(branch.entry()));
        for (long base : bases.here()) {
            ids.remove(base);
            ids.removeAll(journal.entries().twins(base));
        }
        List<Long> twins = journal.entries().twins(appended.id()).stream()
                .filter(twin -> twin < appended.id() && !journal.branches().waits(twin))
                .toList();
        Long present = twins.stream().filter(ids::contains).findFirst().orElse(null);
        if (present != null) {
            ids.remove(present);
            ids.add(speaker(List.of(new Appended(present, journal.entries().entry(present)), appended)));
        } else if (twins.isEmpty() || ids.isEmpty()) {
            ids.add(appended.id());
        }
        return ids;
    }

    /** Of versions that say the same, the one that stands for all on every lane. */
    private static long speaker(List<Appended> twins) {
        return twins.stream()
                .max(Comparator.comparing(twin -> twin.entry().id().toString()))
                .orElseThrow()
                .id();
    }

    /** What makes versions twins: two managers settled one case alike. */
    private record Settled(String base, String topic, String payload) {
        static @Nullable Settled of(Entry entry) {
            Draft draft = entry.draft();
            String base = draft.base();
            return base == null || base.indexOf(' ') < 0 ? null : new Settled(base, draft.topic(), draft.payload());
        }
    }

    // A version came back that a repair had lost. Now the tree is known again, and no guess about it is needed.
    private Set<Long> leavesAnew(String ref) {
        List<Appended> versions = journal.entries().versionsOf(ref).stream()
                .filter(version -> !journal.branches().waits(version.id()))
                .toList();
        Set<EntryId> goneOn = new HashSet<>();
        versions.forEach(version -> goneOn.addAll(bases(version.entry())));
        Map<Settled, List<Appended>> twins = new LinkedHashMap<>();
        Set<Long> leaves = new LinkedHashSet<>();
        for (Appended version : versions) {
            Settled settled = Settled.of(version.entry());
            if (settled != null) {
                twins.computeIfAbsent(settled, same -> new ArrayList<>()).add(version);
            } else if (!goneOn.contains(version.entry().id())) {
                leaves.add(version.id());
            }
        }
        twins.values().stream()
                .filter(same -> same.stream()
                        .noneMatch(one -> goneOn.contains(one.entry().id())))
                .forEach(same -> leaves.add(speaker(same)));
        return leaves;
    }

    private Leaf leaf(long id, boolean ranked) {
        Entry entry = journal.entries().entry(id);
        return new Leaf(id, entry, Projections.snapshot(entry.draft()), ranked ? tokenUpTo(entry) : "");
    }

    private String tokenUpTo(Entry leaf) {
        String highest = "";
        Set<EntryId> seen = new HashSet<>();
        Deque<Entry> way = new ArrayDeque<>(List.of(leaf));
        while (!way.isEmpty()) {
            Entry entry = way.remove();
            String token = entry.draft().token();
            highest = token != null && token.compareTo(highest) > 0 ? token : highest;
            for (EntryId base : bases(entry)) {
                Long number = seen.add(base) ? journal.entries().numberOf(base) : null;
                if (number != null) {
                    way.add(journal.entries().entry(number));
                }
            }
        }
        return highest;
    }

    /** The row of an order's head. @param version the number that screens know it by: the sum over all leaves, so that it grows with everything that happens to the order */
    static OrderHead head(Appended appended, OrderSnapshot snapshot, long version) {
        Draft draft = appended.entry().draft();
        return new OrderHead(
                String.valueOf(draft.subject()),
                version,
                appended.id(),
                snapshot.tableId(),
                snapshot.paid(),
                snapshot.status(),
                snapshot.itemCount(),
                draft.screen(),
                appended.entry().stamp().wallMillis());
    }
}
