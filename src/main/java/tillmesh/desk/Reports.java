package tillmesh.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Delivery;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.lease.Lease;
import tillmesh.protocol.BoardFacts;
import tillmesh.protocol.Notice.TableLocksState;
import tillmesh.protocol.Problem;
import tillmesh.shop.TableState;
import tillmesh.shop.TicketDay;

/** What the HTTP pages answer. The component names are the members on the wire. Loop thread only; reads, never writes. */
public final class Reports {
    private final Surroundings around;
    private final Journal journal;
    private final Rooms rooms;
    private final java.time.ZoneId zone;

    /** @param desk whose state is reported @param rules for the store's day */
    public Reports(Surroundings around, Journal journal, Desk desk, DeskRules rules) {
        this.around = around;
        this.journal = journal;
        this.rooms = desk.rooms();
        this.zone = rules.zone();
    }

    /** {@code GET /health}; the member names are fixed by the hub dialect. */
    public record Health(
            String status,
            long uptime,
            int connectedTerminals,
            int activeLeases,
            long orders,
            long pendingForward,
            long totalForwarded,
            @Nullable String lastOdooSync) {}

    /** See {@link Health}. */
    public Health health() {
        var counts = rooms.news().counts();
        return new Health(
                journal.tidying().facts().accepting() ? "ok" : "disk",
                rooms.news().uptimeSeconds(),
                rooms.roll().size(),
                rooms.orderLeases().live().size(),
                journal.shop().orderCount(),
                counts.pending() + counts.peerAck(),
                counts.cloudAck(),
                null);
    }

    /** {@code GET /status}. */
    public record Status(
            String lane,
            String store,
            String incarnation,
            List<TerminalFacts> terminals,
            List<LeaseFacts> leases,
            long pendingForward,
            @Nullable Long oldestUnsafeSeconds) {}

    /** One signed-in screen. */
    public record TerminalFacts(
            String terminalId, String deviceId, int uid, String role, String name, String lastSeen) {}

    /** One order lease. */
    public record LeaseFacts(
            String posReference,
            String terminalId,
            int uid,
            String role,
            long version,
            String grantedAt,
            String expiresAt) {}

    /** See {@link Status}. */
    public Status status() {
        var counts = rooms.news().counts();
        return new Status(
                journal.stream().origin().name(),
                journal.storeId(),
                journal.stream().toString(),
                rooms.roll().all().stream().map(this::terminal).toList(),
                rooms.orderLeases().live().stream().map(this::lease).toList(),
                counts.pending() + counts.peerAck(),
                rooms.news().oldestUnsafe(counts));
    }

    private TerminalFacts terminal(Terminal terminal) {
        long silent = rooms.board().screen(terminal).lastSeenSeconds() * 1000;
        return new TerminalFacts(
                terminal.id(),
                terminal.id(),
                terminal.holder().uid(),
                terminal.holder().role().wire(),
                terminal.holder().name(),
                BoardNews.iso(around.wall().millis() - silent));
    }

    private LeaseFacts lease(Lease lease) {
        return new LeaseFacts(
                lease.resource().key(),
                lease.holder().screen().name(),
                lease.holder().uid(),
                lease.holder().role().wire(),
                rooms.orders()
                        .version(new tillmesh.shop.OrderRef(lease.resource().key())),
                BoardNews.iso(lease.grantedAtMillis()),
                BoardNews.iso(rooms.orderLeases().expiresAtMillis(lease)));
    }

    /** One row of {@code GET /events}, newest first. */
    public record EventFacts(
            String id,
            String type,
            @Nullable String posReference,
            @Nullable String terminalId,
            boolean forwarded,
            String state,
            String createdAt) {}

    /** The newest events. @param limit at most so many */
    public List<EventFacts> events(int limit) {
        return journal.entries().newest(limit).stream().map(this::event).toList();
    }

    private EventFacts event(Appended appended) {
        var entry = appended.entry();
        Delivery delivery = journal.marks().delivery(entry.id());
        return new EventFacts(
                entry.id().toString(),
                entry.draft().topic(),
                entry.draft().subject(),
                entry.draft().screen(),
                delivery == Delivery.CLOUD_ACK,
                delivery.wire(),
                BoardNews.iso(entry.stamp().wallMillis()));
    }

    /** One row of {@code GET /orders}. */
    public record OrderFacts(
            String posReference,
            @Nullable Integer tableId,
            String status,
            int itemCount,
            long version,
            String updatedAt) {}

    /** The orders that are not paid. */
    public List<OrderFacts> orders() {
        return journal.shop().openOrders().stream()
                .map(head -> new OrderFacts(
                        head.posReference(),
                        head.tableId(),
                        head.status(),
                        head.itemCount(),
                        head.version(),
                        BoardNews.iso(head.updatedAt())))
                .toList();
    }

    /** One row of {@code GET /tables}. */
    public record TableFacts(
            int tableId,
            String status,
            @Nullable String posReference,
            @Nullable String terminalId,
            String updatedAt) {}

    /** All tables that ever had a state. */
    public List<TableFacts> tables() {
        return journal.shop().tables().stream().map(Reports::table).toList();
    }

    private static TableFacts table(TableState table) {
        return new TableFacts(
                table.tableId(),
                table.status(),
                table.posReference(),
                table.terminalId(),
                BoardNews.iso(table.updatedAtMillis()));
    }

    /** One row of {@code GET /table-locks}. */
    public record LockFacts(int tableId, String userName, String terminalId, String expiresAt) {}

    /** The table locks in force. */
    public List<LockFacts> tableLocks() {
        TableLocksState state = rooms.locks().state();
        return state.locks().stream()
                .map(lock -> new LockFacts(
                        lock.tableId(), lock.userName(), lock.terminalId(), BoardNews.iso(lock.expiresAtMillis())))
                .toList();
    }

    /** {@code GET /ticket-sequences}. @param date the store's day */
    public record TicketFacts(String date, long takeout, long delivery) {}

    /** The last numbers given today. */
    public TicketFacts tickets() {
        String day = TicketDay.of(around.wall().instant(), zone).toString();
        return new TicketFacts(
                day, journal.shop().ticket(day, "takeout"), journal.shop().ticket(day, "delivery"));
    }

    /**
     * One row of {@code GET /clouds}.
     *
     * @param reachable whether it gives receipts
     * @param required whether a sale counts as stored upstairs only when this one has it
     * @param lastStored the newest entry of this lane that it has
     * @param waiting entries of this lane that it has not
     */
    public record CloudFacts(
            String name,
            boolean reachable,
            boolean required,
            @Nullable String lastStored,
            long waiting) {}

    /** The clouds that are brought everything, by name. */
    public List<CloudFacts> clouds() {
        List<String> required = journal.marks().upstairs().wanted();
        return rooms.news().safety().clouds().stream()
                .map(cloud -> new CloudFacts(
                        cloud.name(),
                        cloud.reachable(),
                        required.contains(cloud.name()),
                        cloud.lastStored(),
                        cloud.waiting()))
                .toList();
    }

    /** Entries of this lane that are on no other disk. */
    public long onlyHere() {
        return rooms.news().counts().pending();
    }

    /** Entries that a search found, as {@link #events(int)} shows them. Those that were erased meanwhile are left out. */
    public List<EventFacts> events(List<Appended> found) {
        return found.stream()
                .filter(one -> journal.marks().knows(one.entry().id().stream()))
                .map(this::event)
                .toList();
    }

    /** {@code GET /problems}: what is wrong and what to do, worst first. */
    public List<Problem> problems() {
        return rooms.problems().now();
    }

    /** Everything the dashboard shows. */
    public BoardFacts board() {
        return rooms.board().facts(rooms.orderLeases(), rooms.tableLocks());
    }
}
