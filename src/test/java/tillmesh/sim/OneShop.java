package tillmesh.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tillmesh.entry.Delivery;
import tillmesh.entry.Draft;
import tillmesh.entry.EntryId;
import tillmesh.entry.Topics;
import tillmesh.journal.Branch;
import tillmesh.journal.Journal;

/** MR5, MR6, ML7, ML8: after all is mended, every lane has the same, and nothing that was promised is missing. */
final class OneShop {
    private final List<MeshLane> lanes;
    private final Disks disks;
    private final Sightings seen;

    OneShop(List<MeshLane> lanes, Disks disks, Sightings seen) {
        this.disks = disks;
        this.lanes = lanes;
        this.seen = seen;
    }

    void check() {
        MeshLane first = lanes.get(0);
        Set<EntryId> entries = disks.entries(first);
        for (MeshLane lane : lanes) {
            Set<EntryId> here = disks.entries(lane);
            Violation.unless(
                    here.equals(entries),
                    "MR5: %s and %s have not the same entries; only one has %s",
                    first.lane(),
                    lane.lane(),
                    difference(here, entries));
            same("orders", first, lane, orders(first), orders(lane));
            same("branches", first, lane, branches(first), branches(lane));
            same("tables", first, lane, tables(first), tables(lane));
            allSafe(lane);
        }
        for (MeshLane lane : lanes) {
            for (EntryId id : lane.owed()) {
                Violation.unless(entries.contains(id), "MR6: %s was committed and is on no disk", id);
            }
        }
        ticketsOnce(first);
        if (!branches(first).isEmpty()) {
            seen.saw(Sighting.BRANCH);
        }
    }

    // L9: no number is given twice, whoever could hear whom when it was given.
    private void ticketsOnce(MeshLane lane) {
        if (seen.unseen(Set.of(Sighting.DISK_WIPED, Sighting.BACKUP_RESTORED, Sighting.FOUNDED_APART))
                        .size()
                < 3) {
            // Who counted may have lost what was counted; and two shops count each for itself.
            return;
        }
        Map<String, EntryId> numbers = new HashMap<>();
        for (DiskView.Row row : disks.of(lane).entries()) {
            Draft draft = row.entry().draft();
            if (draft.topic().equals(Topics.TICKET_NUMBER)) {
                EntryId other = numbers.put(draft.payload(), row.entry().id());
                Violation.unless(
                        other == null,
                        "L9: %s and %s give %s",
                        other,
                        row.entry().id(),
                        draft.payload());
            }
        }
    }

    private static List<String> difference(Set<EntryId> a, Set<EntryId> b) {
        List<String> only = new ArrayList<>();
        a.stream().filter(id -> !b.contains(id)).forEach(id -> only.add("+" + id));
        b.stream().filter(id -> !a.contains(id)).forEach(id -> only.add("-" + id));
        return only.stream().sorted().limit(6).collect(Collectors.toList());
    }

    private static void same(String what, MeshLane one, MeshLane other, Map<?, ?> left, Map<?, ?> right) {
        for (Object key : left.keySet()) {
            Violation.unless(
                    java.util.Objects.equals(left.get(key), right.get(key)),
                    "ML8: %s %s differ: %s has %s, %s has %s",
                    what,
                    key,
                    one.lane(),
                    left.get(key),
                    other.lane(),
                    right.get(key));
        }
        Violation.unless(
                left.keySet().equals(right.keySet()), "ML8: %s of %s and %s differ", what, one.lane(), other.lane());
    }

    private static Map<Long, EntryId> names(DiskView view) {
        Map<Long, EntryId> names = new HashMap<>();
        view.entries().forEach(row -> names.put(row.id(), row.entry().id()));
        return names;
    }

    private Map<String, String> orders(MeshLane lane) {
        DiskView view = disks.of(lane);
        Map<Long, EntryId> names = names(view);
        Journal journal = java.util.Objects.requireNonNull(lane.node()).journal();
        Map<String, String> orders = new TreeMap<>();
        view.orders()
                .forEach(order -> orders.put(
                        order.ref(),
                        order.version() + " " + names.get(order.entry()) + " beside "
                                + journal.branches().of(order.ref()).stream()
                                        .map(branch -> String.valueOf(names.get(branch.entry())))
                                        .sorted()
                                        .toList()));
        return orders;
    }

    private static Map<String, String> branches(MeshLane lane) {
        Journal journal = java.util.Objects.requireNonNull(lane.node()).journal();
        Map<String, String> branches = new TreeMap<>();
        for (Branch branch : journal.branches().oldest(10_000)) {
            branches.put(journal.entries().idOf(branch.entry()).toString(), branch.posReference());
        }
        return branches;
    }

    private Map<Integer, String> tables(MeshLane lane) {
        DiskView view = disks.of(lane);
        Map<Long, EntryId> names = names(view);
        Map<Integer, String> tables = new TreeMap<>();
        view.tables()
                .forEach(table -> tables.put(
                        table.tableId(), table.status() + " " + table.ref() + " set by " + names.get(table.entry())));
        return tables;
    }

    // Every lane that will ever come is here, and the cloud has been well for long: nothing may be called unsafe any
    // more.
    private void allSafe(MeshLane lane) {
        disks.of(lane)
                .outbox()
                .forEach((id, state) -> Violation.unless(
                        state.equals(Delivery.CLOUD_ACK.wire()) || state.equals(Delivery.SET_ASIDE.wire()),
                        "MR5: %s is still %s on %s",
                        id,
                        state,
                        lane.lane()));
    }
}
