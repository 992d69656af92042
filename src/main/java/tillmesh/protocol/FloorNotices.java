package tillmesh.protocol;

/** What is said about tables, their locks and the floor plan, in the hub dialect. */
final class FloorNotices {
    private static final String TABLE = "tableId";

    private FloorNotices() {}

    static void lay(HubWriter.Table table) {
        table.on(
                        Notice.TableUpdated.class,
                        WireNames.TABLE_UPDATED,
                        (line, n) -> line.number(TABLE, n.tableId())
                                .text("status", n.status())
                                .textIfAny("posReference", n.posReference())
                                .text("sourceTerminal", n.sourceTerminal()))
                .on(
                        Notice.TableLockGranted.class,
                        "TABLE_LOCK_GRANTED",
                        (line, n) -> line.number(TABLE, n.tableId())
                                .time("expiresAt", n.expiresAtMillis())
                                .flagIfSet("provisional", n.provisional()))
                .on(
                        Notice.TableLockDenied.class,
                        "TABLE_LOCK_DENIED",
                        (line, n) -> line.number(TABLE, n.tableId()).text("lockedBy", n.lockedBy()))
                .on(
                        Notice.TableLockRevoked.class,
                        "TABLE_LOCK_REVOKED",
                        (line, n) -> line.number(TABLE, n.tableId()).text("reason", n.reason()))
                .on(Notice.TableLockReleased.class, "TABLE_LOCK_RELEASED", (line, n) -> line.number(TABLE, n.tableId()))
                .on(
                        Notice.TableLocksState.class,
                        "TABLE_LOCKS_STATE",
                        (line, n) -> line.objects(WireNames.LOCKS, n.locks(), FloorNotices::lock))
                .on(
                        Notice.FloorPlanChanged.class,
                        "FLOOR_PLAN_CHANGED",
                        (line, n) -> line.number("floorId", n.floorId())
                                .raw("tables", n.tables())
                                .textIfAny("layoutMode", n.layoutMode()));
    }

    private static void lock(JsonLine line, Notice.TableLocksState.Lock lock) {
        line.number(TABLE, lock.tableId())
                .text("terminalId", lock.terminalId())
                .number("uid", lock.uid())
                .text("userName", lock.userName())
                .time("expiresAt", lock.expiresAtMillis());
    }
}
