package tillmesh.protocol;

import tillmesh.shop.TableState;

/** What is said about sign-in and the state of the shop, in the hub dialect and our additions to it. */
final class LaneNotices {
    private LaneNotices() {}

    static void lay(HubWriter.Table table) {
        table.on(
                        Notice.AuthOk.class,
                        "AUTH_OK",
                        (line, n) -> line.text("terminalId", n.terminalId()).text("role", n.role()))
                .on(Notice.AuthFail.class, "AUTH_FAIL", (line, n) -> line.text("reason", n.reason()))
                .on(
                        Notice.SyncInit.class,
                        "SYNC_INIT",
                        (line, n) -> line.objects(WireNames.SYNC_ORDERS, n.orders(), LaneNotices::order)
                                .objects(WireNames.SYNC_TABLES, n.tables(), LaneNotices::table))
                .on(Notice.SyncStatus.class, "SYNC_STATUS", LaneNotices::syncStatus)
                .on(
                        Notice.Lanes.class,
                        "LANES",
                        (line, n) -> line.text("lane", n.lane())
                                .text("coordinator", n.coordinator())
                                .flag("majority", n.majority())
                                .objects("lanes", n.lanes(), LaneNotices::lane))
                .on(Notice.Safety.class, "SAFETY", LaneNotices::safety)
                .on(
                        Notice.Review.class,
                        "REVIEW",
                        (line, n) -> line.objects("cases", n.cases(), LaneNotices::reviewCase))
                .on(
                        Notice.Registers.class,
                        "REGISTERS",
                        (line, n) -> line.objects("registers", n.registers(), LaneNotices::register))
                .on(
                        Notice.Problems.class,
                        "PROBLEMS",
                        (line, n) -> line.objects("problems", n.problems(), LaneNotices::problem))
                .on(Notice.Board.class, "BOARD", (line, n) -> line.members(n.json()));
    }

    private static void order(JsonLine line, Notice.SyncInit.Order order) {
        line.text("posReference", order.posReference())
                .number("version", order.version())
                .raw("snapshot", order.snapshot());
    }

    private static void table(JsonLine line, TableState table) {
        line.number("tableId", table.tableId())
                .text("status", table.status())
                .textOrNull("posReference", table.posReference())
                .textOrNull("terminalId", table.terminalId())
                .time("updatedAt", table.updatedAtMillis());
    }

    private static void syncStatus(JsonLine line, Notice.SyncStatus n) {
        line.number("connectedTerminals", n.connectedTerminals()).number("pendingForward", n.pendingForward());
        Long lastSync = n.lastOdooSyncMillis();
        if (lastSync == null) {
            line.raw("lastOdooSync", "null");
        } else {
            line.time("lastOdooSync", lastSync);
        }
        line.number("activeLeases", n.activeLeases()).number("uptime", n.uptimeSeconds());
    }

    private static void lane(JsonLine line, Notice.Lanes.Lane lane) {
        line.text("id", lane.id())
                .text("state", lane.state())
                .time("since", lane.sinceMillis())
                .number("entriesBehind", lane.entriesBehind());
    }

    private static void safety(JsonLine line, Notice.Safety n) {
        line.number("pending", n.pending()).number("peerAck", n.peerAck()).number("setAside", n.setAside());
        line.raw("oldestUnsafeSeconds", String.valueOf(n.oldestUnsafeSeconds()));
        line.objects(
                "clouds",
                n.clouds(),
                (inner, cloud) -> inner.text("name", cloud.name())
                        .flag("reachable", cloud.reachable())
                        .textOrNull("lastStored", cloud.lastStored())
                        .number("waiting", cloud.waiting()));
    }

    private static void reviewCase(JsonLine line, Notice.Review.Case reviewed) {
        line.text("caseId", reviewed.caseId())
                .text("posReference", reviewed.posReference())
                .text("kind", reviewed.kind())
                .object("head", reviewed.head(), LaneNotices::side)
                .object("branch", reviewed.branch(), LaneNotices::side);
    }

    private static void register(JsonLine line, Notice.Registers.Register register) {
        line.text("id", register.id())
                .text("name", register.name())
                .flag("cash", register.cash())
                .text("state", register.state())
                .raw("configId", String.valueOf(register.configId()))
                .number("tries", register.tries())
                .textIfAny("reason", register.reason());
    }

    private static void problem(JsonLine line, Problem problem) {
        line.text("code", problem.code())
                .text("severity", problem.severity().wire())
                .text("what", problem.what())
                .text("since", problem.since())
                .text("hint", problem.hint())
                .textIfAny("about", problem.about())
                .textIfAny("repair", problem.repair());
    }

    private static void side(JsonLine line, Notice.Review.Side side) {
        line.number("version", side.version())
                .text("lane", side.lane())
                .time("at", side.atMillis())
                .raw("snapshot", side.snapshot());
    }
}
