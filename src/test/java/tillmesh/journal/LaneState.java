package tillmesh.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tillmesh.entry.Delivery;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.entry.Topics;
import tillmesh.journal.Journal.Appended;
import tillmesh.shop.TableState;

/** Everything that a lane would answer with, to be compared before and after. */
record LaneState(
        Map<EntryId, Entry> entries,
        Map<String, String> orders,
        List<TableState> tables,
        long ticket,
        Map<String, Long> ops,
        List<LeaseRow> leases,
        Map<EntryId, Delivery> delivery) {

    static LaneState of(Journal journal) {
        Map<EntryId, Entry> entries = new HashMap<>();
        Map<EntryId, Delivery> delivery = new HashMap<>();
        Map<String, String> orders = new TreeMap<>();
        Map<String, Long> ops = new TreeMap<>();
        for (Appended appended : journal.entries().after(0, 100_000)) {
            EntryId id = appended.entry().id();
            entries.put(id, appended.entry());
            delivery.put(id, journal.marks().delivery(id));
            String subject = appended.entry().draft().subject();
            if (appended.entry().draft().topic().startsWith("order.") && !orders.containsKey(subject)) {
                orders.put(subject, order(journal, subject));
            }
        }
        for (String screen : List.of("T1", "T2", "T3")) {
            for (OpRow op : journal.shop().newestOps(screen, 100_000)) {
                ops.put(screen + "/" + op.opId(), op.version() == null ? -1 : op.version());
            }
        }
        return new LaneState(
                entries,
                orders,
                journal.shop().tables(),
                journal.shop().ticket("2026-11-21", "takeout"),
                ops,
                journal.shop().leases(),
                delivery);
    }

    private static String order(Journal journal, String ref) {
        return journal.shop()
                .order(ref)
                .map(head -> head.version() + " " + head.paid() + " "
                        + journal.entries().entry(head.entry()).draft().payload())
                .orElse("unknown");
    }

    /** Whether entries and what follows from them are the same; leases and marks may differ. */
    boolean sameSales(LaneState other) {
        return entries.equals(other.entries)
                && orders.equals(other.orders)
                && tables.equals(other.tables)
                && ticket == other.ticket
                && ops.equals(other.ops);
    }

    /** What contradicts itself or the truth in a lane that lost entries; empty when nothing does. */
    List<String> lies(LaneState truth, List<Missing> missing, String story) {
        List<String> lies = new ArrayList<>();
        entries.forEach((id, entry) -> {
            if (!entry.equals(truth.entries.get(id))) {
                lies.add("entry " + id + " never was");
            }
        });
        // A life of which nothing is left may be lost with its name, when the node says that this may be.
        Set<Stream> lives = entries.keySet().stream().map(EntryId::stream).collect(Collectors.toSet());
        boolean said = story.contains(Opening.UNNAMED);
        truth.entries.keySet().stream()
                .filter(id -> !entries.containsKey(id) && missing.stream().noneMatch(range -> covers(range, id)))
                .filter(id -> !said || lives.contains(id.stream()))
                .forEach(id -> lies.add("entry " + id + " is gone without a word"));
        orders.forEach((ref, order) -> {
            if (!order.equals(newest(ref))) {
                lies.add(ref + " is served as " + order.substring(0, Math.min(30, order.length())));
            }
        });
        entries.values().stream()
                .filter(entry -> entry.draft().topic().equals(Topics.TICKET_NUMBER)
                        && entry.draft().version() > ticket)
                .forEach(entry -> lies.add("ticket " + entry.draft().version() + " would be given again"));
        return lies;
    }

    private static boolean covers(Missing range, EntryId id) {
        return range.covers(
                new Missing(id.stream().origin().name(), id.stream().incarnation(), id.seq(), id.seq(), 0, ""));
    }

    private String newest(String ref) {
        Entry newest = null;
        for (Entry entry : entries.values()) {
            boolean about =
                    ref.equals(entry.draft().subject()) && entry.draft().topic().startsWith("order.");
            if (about
                    && (newest == null
                            || entry.draft().version() > newest.draft().version())) {
                newest = entry;
            }
        }
        return newest == null
                ? "unknown"
                : newest.draft().version() + " " + newest.draft().topic().equals(Topics.ORDER_PAID) + " "
                        + newest.draft().payload();
    }

    /** What a file says it has lost. */
    static List<Missing> missing(Path database) throws Exception {
        try (Connection connection = Database.openReading(database)) {
            return StoredRows.missing(connection);
        }
    }
}
