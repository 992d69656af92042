package tillmesh.sim;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;

/**
 * All that a lane's file says at one moment, read by plain SQL and by nothing of the journal's own code.
 *
 * @param entries oldest first
 * @param outbox state by entry, as the view of that name says
 */
record DiskView(
        String storeId,
        List<Life> lives,
        List<Row> entries,
        List<Order> orders,
        List<Table> tables,
        Map<String, Long> tickets,
        List<Lease> leases,
        List<Op> ops,
        Map<EntryId, String> outbox,
        long missing) {

    /** One incarnation, in the order of their starts. */
    record Life(Stream stream, Hash firstPrev) {}

    /** An entry and its local number. */
    record Row(long id, Entry entry) {}

    record Order(
            String ref,
            long version,
            long entry,
            @Nullable Integer tableId,
            boolean paid,
            String status,
            long items,
            @Nullable String screen,
            long updatedAt) {}

    record Table(
            int tableId,
            String status,
            @Nullable String ref,
            @Nullable String screen,
            long updatedAt,
            long entry) {}

    /** A lease or lock. @param kind ORDER or TABLE */
    record Lease(String kind, String key, String screen, String token) {}

    record Op(
            String device,
            String opId,
            @Nullable Long entry,
            @Nullable Long version) {}
}
