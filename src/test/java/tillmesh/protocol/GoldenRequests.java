package tillmesh.protocol;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tillmesh.protocol.Request.Choice;
import tillmesh.protocol.Request.What;
import tillmesh.shop.OrderRef;
import tillmesh.shop.OrderSnapshot;
import tillmesh.shop.OrderType;

/** What the golden frames of clients mean, by the name of their file. */
final class GoldenRequests {
    private static final OrderRef R1 = new OrderRef("R1");

    /** An open order with an escape and a number that a double cannot hold: both must survive. */
    static final String OPEN = """
            {"posReference":"R1","tableId":5,"lines":[{"id":"l1","productId":"7","quantity":2,"unitPrice":3.50,\
            "note":"kein \\u00c4pfel"}],"totals":{"subtotal":7.00,"tax":0,"total":7.00},"status":"open","unknown":1e400}""";

    private static final String PAID = """
            {"posReference":"R1","tableId":5,"lines":[{"id":"l1","quantity":2}],\
            "paymentLines":[{"amount":7.00,"name":"Cash"}],"status":"paid"}""";

    private static final OrderSnapshot OPEN_ORDER = new OrderSnapshot(OPEN, 5, false, "open", 1);

    private GoldenRequests() {}

    static final Map<String, Envelope> ALL = Map.ofEntries(
            bare("AUTH", new Request.Auth("dev:Ana:cashier", "till-1")),
            bare("AUTH.empty", new Request.Auth("", "")),
            bare("LEASE_ACQUIRE", new Request.AskLease(R1, 0, false)),
            named("LEASE_ACQUIRE.force", "op-1", new Request.AskLease(R1, 3, true)),
            bare("LEASE_RELEASE", new Request.ReleaseLease(R1, null)),
            bare("LEASE_RELEASE.final", new Request.ReleaseLease(R1, OPEN_ORDER)),
            bare("LEASE_HEARTBEAT", new Request.RenewLease(R1)),
            named("ORDER_SNAPSHOT", "op-2", new Request.SaveOrder(R1, 0, OPEN_ORDER)),
            named("ORDER_SNAPSHOT.spaced", "op-2", new Request.SaveOrder(new OrderRef("Rü"), 12, spaced())),
            named(
                    "ORDER_FINALIZE",
                    "op-3",
                    new Request.FinalizeOrder(R1, new OrderSnapshot(PAID, 5, true, "paid", 1), 3)),
            bare("TABLE_UPDATE", new Request.UpdateTable(5, "occupied", "R1")),
            bare("TABLE_UPDATE.free", new Request.UpdateTable(5, "available", null)),
            bare("TABLE_LOCK_ACQUIRE", new Request.LockTable(5)),
            bare("TABLE_LOCK_RELEASE", new Request.UnlockTable(5)),
            bare("TABLE_LOCK_HEARTBEAT", new Request.RenewTableLock(5)),
            bare("TABLE_LOCK_FORCE_ACQUIRE", new Request.ForceTableLock(5)),
            bare("TICKET_NUMBER_REQUEST", new Request.AskTicket(OrderType.TAKEOUT)),
            bare("TICKET_NUMBER_REQUEST.delivery", new Request.AskTicket(OrderType.DELIVERY)),
            bare(
                    "FLOOR_PLAN_UPDATE",
                    new Request.ChangeFloorPlan(
                            1, "[{\"id\":5,\"shape\":\"round\",\"position_h\":10.50}]", "perimeter_center")),
            bare("FLOOR_PLAN_UPDATE.plain", new Request.ChangeFloorPlan(1, "[]", null)),
            bare("HEARTBEAT", new Request.RenewAll()),
            named("PUBLISH", "op-4", new Request.Publish("kitchen.call", "table 5", "{\"course\":2}")),
            named("PUBLISH.bare", "op-5", new Request.Publish("kitchen.call", null, "null")),
            bare("SUBSCRIBE", new Request.Subscribe(List.of("kitchen.*", "catalog"), "start")),
            bare("SUBSCRIBE.everything", new Request.Subscribe(List.of("*"), null)),
            bare("WATCH", new Request.Watch(Set.of(What.LANES, What.SAFETY, What.REVIEW, What.REGISTERS, What.BOARD))),
            bare("WATCH.problems", new Request.Watch(Set.of(What.PROBLEMS))),
            named("RESOLVE", "op-6", new Request.Resolve("L2-0badcafe-17", Choice.THEIRS)),
            named("RESOLVE.mine", "op-7", new Request.Resolve("L2-0badcafe-17", Choice.MINE)),
            named("REGISTER_CREATE", "op-8", new Request.MakeRegister("Bar", true)),
            named("REGISTER_CREATE.plain", "op-9", new Request.MakeRegister("Terraza", false)),
            named("REGISTER_RETRY", "op-10", new Request.RetryRegister("L2-0badcafe-17")));

    private static OrderSnapshot spaced() {
        return new OrderSnapshot(
                "{ \"tableId\" : null , \"lines\" : [ ] , \"state\" : \"finalized\" }", null, true, "", 0);
    }

    private static Map.Entry<String, Envelope> bare(String file, Request request) {
        return entry(file, new Envelope(request, null));
    }

    private static Map.Entry<String, Envelope> named(String file, String opId, Request request) {
        return entry(file, new Envelope(request, opId));
    }
}
