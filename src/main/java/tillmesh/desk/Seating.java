package tillmesh.desk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.Topics;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.OrderHead;
import tillmesh.protocol.Payloads;
import tillmesh.shop.OrderSnapshot;
import tillmesh.shop.TableState;

/**
 * What the floor plan shows. The newest entry about a table has the say: a version of an order that stands on it, or a
 * change by hand. An order that has the say shows the table as occupied while it is open and stands there, and as free
 * after that. Both halves follow from the entries alone, so all lanes show the same in whatever order they hear of things.
 * Loop thread only.
 */
final class Seating {
    private final Journal journal;

    Seating(Journal journal) {
        this.journal = journal;
    }

    /** A version of an order counts now. @param own whether it was written just now, so that nothing is newer @return the tables that show something else by it */
    List<TableState> follow(Heads.Change change, boolean own) {
        Appended version = change.version();
        OrderSnapshot snapshot = Projections.snapshot(version.entry().draft());
        Integer at = snapshot.paid() ? null : snapshot.tableId();
        if (at != null && (own || newest(version.entry(), at))) {
            TableState before = takeSay(version, at);
            if (own && shows(before, change)) {
                journal.shop().putTable(sits(at, version.entry()), version.id());
                return List.of();
            }
        }
        Set<Integer> touched = new LinkedHashSet<>();
        OrderHead before = change.before();
        add(touched, before == null ? null : before.tableId());
        add(touched, snapshot.tableId());
        add(touched, change.after().tableId());
        List<TableState> shown = new ArrayList<>();
        touched.forEach(tableId -> show(tableId).ifPresent(shown::add));
        return shown;
    }

    // The usual case: one more version of an order that sits where it sat.
    private static boolean shows(TableState present, Heads.Change change) {
        OrderHead before = change.before();
        return before != null
                && Objects.equals(before.tableId(), change.after().tableId())
                && present.status().equals(TableState.OCCUPIED)
                && change.after().posReference().equals(present.posReference());
    }

    private static void add(Set<Integer> touched, @Nullable Integer tableId) {
        if (tableId != null) {
            touched.add(tableId);
        }
    }

    /** A table was changed by hand. @param own as above @return its state, unless something newer has the say */
    Optional<TableState> set(Appended change, boolean own) {
        int tableId = Payloads.tableStatus(change.entry().draft().payload()).tableId();
        if (!own && !newest(change.entry(), tableId)) {
            return Optional.empty();
        }
        takeSay(change, tableId);
        show(tableId);
        return journal.shop().table(tableId);
    }

    private boolean newest(Entry entry, int tableId) {
        long says = journal.shop().tableSetBy(tableId);
        return says == 0 || journal.entries().stampOf(says).compareTo(entry.stamp()) < 0;
    }

    // Only who has the say; what that means is worked out after it.
    private TableState takeSay(Appended appended, int tableId) {
        TableState before = journal.shop().table(tableId).orElse(null);
        TableState present = before == null
                ? new TableState(
                        tableId,
                        TableState.AVAILABLE,
                        null,
                        null,
                        appended.entry().stamp().wallMillis())
                : before;
        journal.shop().putTable(present, appended.id());
        return present;
    }

    private Optional<TableState> show(int tableId) {
        long says = journal.shop().tableSetBy(tableId);
        if (says == 0) {
            return Optional.empty();
        }
        TableState state = meant(tableId, journal.entries().entry(says));
        TableState before = journal.shop().table(tableId).orElseThrow();
        if (before.equals(state)) {
            return Optional.empty();
        }
        journal.shop().putTable(state, says);
        boolean same =
                before.status().equals(state.status()) && Objects.equals(before.posReference(), state.posReference());
        return same ? Optional.empty() : Optional.of(state);
    }

    private TableState meant(int tableId, Entry says) {
        return says.draft().topic().equals(Topics.TABLE_STATUS) ? byHand(tableId, says) : byOrder(tableId, says);
    }

    private TableState byOrder(int tableId, Entry says) {
        String ref = String.valueOf(says.draft().subject());
        OrderHead head = journal.shop().order(ref).orElseThrow();
        boolean sits = !head.paid() && Objects.equals(head.tableId(), tableId);
        return sits ? sits(tableId, says) : free(tableId, head);
    }

    private static TableState sits(int tableId, Entry says) {
        return new TableState(
                tableId,
                TableState.OCCUPIED,
                String.valueOf(says.draft().subject()),
                says.draft().screen(),
                says.stamp().wallMillis());
    }

    // A hand that wrote an order on the table meant it until that order was paid there.
    private TableState byHand(int tableId, Entry says) {
        Payloads.TableStatus hand = Payloads.tableStatus(says.draft().payload());
        String ref = hand.posReference();
        OrderHead head = ref == null ? null : journal.shop().order(ref).orElse(null);
        boolean left = head != null
                && head.paid()
                && Objects.equals(head.tableId(), tableId)
                && journal.entries().stampOf(head.entry()).compareTo(says.stamp()) > 0;
        return left
                ? free(tableId, Objects.requireNonNull(head))
                : new TableState(
                        tableId,
                        hand.status(),
                        ref,
                        says.draft().screen(),
                        says.stamp().wallMillis());
    }

    private static TableState free(int tableId, OrderHead head) {
        return new TableState(tableId, TableState.AVAILABLE, null, null, head.updatedAt());
    }
}
