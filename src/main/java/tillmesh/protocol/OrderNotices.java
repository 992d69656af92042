package tillmesh.protocol;

/** What is said about orders and the right to edit them, in the hub dialect. */
final class OrderNotices {
    private static final String ORDER = "posReference";

    private OrderNotices() {}

    static void lay(HubWriter.Table table) {
        table.on(Notice.LeaseGranted.class, "LEASE_GRANTED", OrderNotices::leaseGranted)
                .on(
                        Notice.LeaseDenied.class,
                        "LEASE_DENIED",
                        (line, n) -> line.text(ORDER, n.posReference())
                                .text("holder", n.holder())
                                .text("reason", n.reason()))
                .on(
                        Notice.LeaseRevoked.class,
                        "LEASE_REVOKED",
                        (line, n) -> line.text(ORDER, n.posReference())
                                .text("reason", n.reason())
                                .rawIfAny("snapshot", n.snapshot()))
                .on(
                        Notice.OrderUpdated.class,
                        "ORDER_UPDATED",
                        (line, n) -> line.text(ORDER, n.posReference())
                                .number("version", n.version())
                                .raw("snapshot", n.snapshot())
                                .text("sourceTerminal", n.sourceTerminal()))
                .on(
                        Notice.OrderFinalized.class,
                        "ORDER_FINALIZED",
                        (line, n) -> line.text(ORDER, n.posReference())
                                .number("orderId", n.orderId())
                                .raw("lineIdMap", n.lineIdMap())
                                .rawIfAny("fiscal", n.fiscal()))
                .on(
                        Notice.OrderFinalizeError.class,
                        "ORDER_FINALIZE_ERROR",
                        (line, n) -> line.text(ORDER, n.posReference())
                                .text("error", n.error())
                                .flag(WireNames.RETRYABLE, n.retryable()))
                .on(
                        Notice.Conflict.class,
                        "CONFLICT",
                        (line, n) -> line.text(ORDER, n.posReference())
                                .number("hubVersion", n.hubVersion())
                                .raw("hubSnapshot", n.hubSnapshot()))
                .on(
                        Notice.TicketNumber.class,
                        WireNames.TICKET_NUMBER_RESPONSE,
                        (line, n) -> line.text("orderType", n.orderType())
                                .number(WireNames.TICKET_NUMBER, n.ticketNumber()));
    }

    private static void leaseGranted(JsonLine line, Notice.LeaseGranted n) {
        line.text(ORDER, n.posReference())
                .number("version", n.version())
                .time("expiresAt", n.expiresAtMillis())
                .flagIfSet("provisional", n.provisional());
    }
}
