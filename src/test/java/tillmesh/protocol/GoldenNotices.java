package tillmesh.protocol;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import tillmesh.protocol.Notice.Lanes;
import tillmesh.protocol.Notice.Review;
import tillmesh.protocol.Notice.Safety;
import tillmesh.protocol.Notice.SyncInit;
import tillmesh.protocol.Notice.TableLocksState;
import tillmesh.shop.TableState;

/** What a lane says in the golden frames, by the name of their file. */
final class GoldenNotices {
    private static final String OPEN = GoldenRequests.OPEN;
    private static final String ENTRY = "L1-5f3a90c1-42";
    /** 2026-01-31T18:04:05.123Z. */
    private static final long AT = 1_769_882_645_123L;

    private GoldenNotices() {}

    static final Map<String, Notice> ALL = Map.ofEntries(
            entry("AUTH_OK", new Notice.AuthOk("till-1", "cashier")),
            entry("AUTH_FAIL", new Notice.AuthFail("The token is \"old\".")),
            entry("LEASE_GRANTED", new Notice.LeaseGranted("R1", 3, AT, false)),
            entry("LEASE_GRANTED.provisional", new Notice.LeaseGranted("R1", 0, AT - 123, true)),
            entry("LEASE_DENIED", new Notice.LeaseDenied("R1", "Ana", "Order is being edited on another terminal")),
            entry("LEASE_DENIED.nobody", new Notice.LeaseDenied("R1", "", "Lease not held")),
            entry("LEASE_REVOKED", new Notice.LeaseRevoked("R1", "Lease expired", OPEN)),
            entry("LEASE_REVOKED.unsaved", new Notice.LeaseRevoked("R1", "Taken over by Ana", null)),
            entry("ORDER_UPDATED", new Notice.OrderUpdated("R1", 4, OPEN, "till-1")),
            entry("ORDER_FINALIZED", new Notice.OrderFinalized("R1", 4711, "{\"l1\":901}", "{\"number\":\"F-7\"}")),
            entry("ORDER_FINALIZED.plain", new Notice.OrderFinalized("R1", 4711, "{}", null)),
            entry("ORDER_FINALIZE_ERROR", new Notice.OrderFinalizeError("R1", "Odoo does not answer.", true)),
            entry("CONFLICT", new Notice.Conflict("R1", 4, OPEN)),
            entry("SYNC_INIT", syncInit()),
            entry("SYNC_INIT.empty", new SyncInit(List.of(), List.of())),
            entry("SYNC_STATUS", new Notice.SyncStatus(3, 12, AT, 2, 86_400)),
            entry("SYNC_STATUS.never", new Notice.SyncStatus(1, 0, null, 0, 5)),
            entry("TABLE_UPDATED", new Notice.TableUpdated(5, "occupied", "R1", "till-1")),
            entry("TABLE_UPDATED.free", new Notice.TableUpdated(5, "available", null, "till-1")),
            entry("TABLE_LOCK_GRANTED", new Notice.TableLockGranted(5, AT, false)),
            entry("TABLE_LOCK_GRANTED.provisional", new Notice.TableLockGranted(5, AT, true)),
            entry("TABLE_LOCK_DENIED", new Notice.TableLockDenied(5, "Ana")),
            entry("TABLE_LOCK_REVOKED", new Notice.TableLockRevoked(5, "Lock expired")),
            entry("TABLE_LOCK_RELEASED", new Notice.TableLockReleased(5)),
            entry(
                    "TABLE_LOCKS_STATE",
                    new TableLocksState(List.of(new TableLocksState.Lock(5, "till-1", 7, "Ana", AT)))),
            entry("FLOOR_PLAN_CHANGED", new Notice.FloorPlanChanged(1, "[{\"id\":5,\"position_h\":10.50}]", "grid")),
            entry("FLOOR_PLAN_CHANGED.plain", new Notice.FloorPlanChanged(1, "[]", null)),
            entry("TICKET_NUMBER_RESPONSE", new Notice.TicketNumber("takeout", 42)),
            entry("ACK", new Notice.AckOk("op-1", ENTRY, 4L, "pending")),
            entry("ACK.bare", new Notice.AckOk("op-1", null, null, null)),
            entry("ACK.refused", new Notice.AckRefused("op-1", "STALE_VERSION", "This order has changed.")),
            entry(
                    "SALE_STATE",
                    new Notice.SaleState(
                            "op-1", ENTRY, "cloud_ack", List.of("L1", "L2"), Map.of("odoo", "stored"), null)),
            entry("SALE_STATE.set_aside", setAside()),
            entry("PUBLISHED", published()),
            entry(
                    "PUBLISHED.bare",
                    new Notice.Published("L1:43", "L1-5f3a90c1-43", "catalog", null, "null", null, "L1", AT)),
            entry("LANES", new Lanes("L1", "L1", true, List.of(new Lanes.Lane("L1", "here", AT, 0)))),
            entry("SAFETY", safety()),
            entry("SAFETY.calm", new Safety(0, 0, 0, null, List.of())),
            entry("REVIEW", review()),
            entry("REGISTERS", registers()),
            entry("PROBLEMS", problems()),
            entry("PROBLEMS.none", new Notice.Problems(List.of())),
            entry("BOARD", new Notice.Board(Payloads.json(GoldenBoards.BUSY))),
            entry("BOARD.calm", new Notice.Board(Payloads.json(GoldenBoards.CALM))));

    private static SyncInit syncInit() {
        return new SyncInit(
                List.of(new SyncInit.Order("R1", 4, OPEN), new SyncInit.Order("R2", 1, "{}")),
                List.of(
                        new TableState(5, TableState.OCCUPIED, "R1", "till-1", AT),
                        new TableState(6, TableState.AVAILABLE, null, null, AT)));
    }

    private static Notice setAside() {
        return new Notice.SaleState(
                "op-1",
                ENTRY,
                "set_aside",
                List.of("L1"),
                Map.of("odoo", "set_aside"),
                "The cloud knows no such product.");
    }

    private static Notice published() {
        return new Notice.Published("L1:42", ENTRY, "kitchen.call", "table 5", "{\"course\":2}", "till-1", "L1", AT);
    }

    private static Safety safety() {
        return new Safety(
                2,
                1,
                0,
                17L,
                List.of(
                        new Safety.Cloud("odoo", true, "L1-5f3a90c1-40", 2),
                        new Safety.Cloud("spare", false, null, 42)));
    }

    private static Notice.Registers registers() {
        return new Notice.Registers(List.of(
                new Notice.Registers.Register(ENTRY, "Bar", true, "made", 4L, 0, null),
                new Notice.Registers.Register(
                        "L2-0badcafe-17", "Terraza", false, "set_aside", null, 5, "Odoo says AccessError")));
    }

    private static Notice.Problems problems() {
        String since = "2026-01-31T18:04:05.123Z";
        return new Notice.Problems(List.of(
                Problem.of(
                        "disk-full",
                        Problem.Severity.CRITICAL,
                        "The disk does not take new entries.",
                        since,
                        "Free space in the data folder."),
                Problem.of(
                                "cloud-down",
                                Problem.Severity.WARNING,
                                "Cloud odoo gives no receipts.",
                                since,
                                "Look at the line to the cloud.")
                        .about("odoo")
                        .repairedAt("/drain")));
    }

    private static Review review() {
        return new Review(List.of(new Review.Case(
                "L2-0badcafe-17",
                "R1",
                "double-edit",
                new Review.Side(4, "L1", AT, "{\"lines\":[]}"),
                new Review.Side(4, "L2", AT, "{\"lines\":[1.0]}"))));
    }
}
