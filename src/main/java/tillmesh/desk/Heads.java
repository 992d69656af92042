package tillmesh.desk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
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
 * others are branches that wait in Review. The same versions make the same head and the same branches on every lane, in
 * whatever order they arrive. Loop thread only.
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
            Bases bases = find(next, repairing);
            if (bases != null) {
                changes.add(place(next, bases));
                for (long waiting : journal.branches().waitingFor(next.entry().id())) {
                    journal.branches().arrived(waiting);
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
        Set<Long> ids = new LinkedHashSet<>();
        if (before != null && journal.branches().goneOnWithout(appended.entry().id())) {
            ids.addAll(leavesAnew(ref));
        } else {
            ids.add(appended.id());
            if (before != null) {
                ids.add(before.entry());
            }
            branches.forEach(branch -> ids.add(branch.entry()));
            ids.removeAll(bases.here());
        }
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

    // A version came back that a repair had lost. Now the tree is known again, and no guess about it is needed.
    private Set<Long> leavesAnew(String ref) {
        List<Appended> versions = journal.entries().versionsOf(ref).stream()
                .filter(version -> !journal.branches().waits(version.id()))
                .toList();
        Set<EntryId> goneOn = new HashSet<>();
        versions.forEach(version -> goneOn.addAll(bases(version.entry())));
        Set<Long> leaves = new LinkedHashSet<>();
        versions.stream()
                .filter(version -> !goneOn.contains(version.entry().id()))
                .forEach(version -> leaves.add(version.id()));
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
