package tillmesh.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Topics;
import tillmesh.journal.Branch;
import tillmesh.journal.Journal;
import tillmesh.protocol.SnapshotPeek;

/**
 * A case that was settled is closed on every lane that knows of it, and stays closed: no version from which another one was
 * made is a head or a branch, nor is its twin. And money stays: nothing unpaid was made from something paid.
 */
final class CasesClose {
    private final Sightings seen;

    CasesClose(Sightings seen) {
        this.seen = seen;
    }

    /** What two managers wrote who settled one case alike. */
    private record Settled(String base, String topic, String payload) {
        static Settled of(Entry entry) {
            return new Settled(
                    String.valueOf(entry.draft().base()),
                    entry.draft().topic(),
                    entry.draft().payload());
        }
    }

    void look(MeshLane lane, DiskView view) {
        SimNode node = lane.node();
        if (node == null) {
            return;
        }
        Map<EntryId, Entry> versions = versions(view, node.journal());
        Set<EntryId> leaves = leaves(view, node.journal());
        Map<Settled, List<Entry>> settled = new HashMap<>();
        for (Entry version : versions.values()) {
            List<EntryId> bases = bases(version);
            for (EntryId base : bases) {
                Violation.unless(
                        !leaves.contains(base) || !versions.containsKey(base),
                        "%s shows %s, from which %s was made",
                        lane.lane(),
                        base,
                        version.id());
                Violation.unless(
                        !paid(versions.get(base)) || paid(version),
                        "%s is not paid, but %s is, from which it was made",
                        version.id(),
                        base);
            }
            if (bases.size() > 1) {
                seen.saw(Sighting.CASE_SETTLED);
                if (bases.stream().allMatch(base -> paid(versions.get(base)))) {
                    seen.saw(Sighting.PAID_TWICE_SETTLED);
                }
                settled.computeIfAbsent(Settled.of(version), same -> new ArrayList<>())
                        .add(version);
            }
        }
        twins(lane, settled, leaves, bases(versions));
    }

    private void twins(MeshLane lane, Map<Settled, List<Entry>> settled, Set<EntryId> leaves, Set<EntryId> goneOn) {
        Set<String> bases = new HashSet<>();
        settled.forEach((what, twins) -> {
            List<EntryId> shown =
                    twins.stream().map(Entry::id).filter(leaves::contains).toList();
            boolean over = twins.stream().anyMatch(one -> goneOn.contains(one.id()));
            Violation.unless(
                    shown.size() <= (over ? 0 : 1), "%s shows %s, which say the same or are over", lane.lane(), shown);
            if (twins.size() > 1) {
                seen.saw(Sighting.SETTLED_TWICE_ALIKE);
            }
            if (!bases.add(what.base())) {
                seen.saw(Sighting.SETTLED_TWICE_DIFFERENTLY);
            }
        });
    }

    private static Map<EntryId, Entry> versions(DiskView view, Journal journal) {
        Map<EntryId, Entry> versions = new HashMap<>();
        view.entries().stream()
                .filter(row -> VersionsGrow.isVersion(row.entry().draft()))
                .filter(row -> !journal.branches().waits(row.id()))
                .forEach(row -> versions.put(row.entry().id(), row.entry()));
        return versions;
    }

    private static Set<EntryId> leaves(DiskView view, Journal journal) {
        Set<EntryId> leaves = new HashSet<>();
        view.orders().forEach(order -> leaves.add(journal.entries().idOf(order.entry())));
        for (Branch branch : journal.branches().oldest(Integer.MAX_VALUE)) {
            leaves.add(journal.entries().idOf(branch.entry()));
        }
        return leaves;
    }

    private static Set<EntryId> bases(Map<EntryId, Entry> versions) {
        Set<EntryId> bases = new HashSet<>();
        versions.values().forEach(version -> bases.addAll(bases(version)));
        return bases;
    }

    private static List<EntryId> bases(Entry version) {
        String base = version.draft().base();
        List<EntryId> bases = new ArrayList<>();
        for (String name : base == null ? new String[0] : base.split(" ")) {
            bases.add(EntryId.parse(name));
        }
        return bases;
    }

    private static boolean paid(@org.jspecify.annotations.Nullable Entry version) {
        return version != null
                && (version.draft().topic().equals(Topics.ORDER_PAID)
                        || Objects.requireNonNull(
                                        SnapshotPeek.of(version.draft().payload()))
                                .paid());
    }
}
