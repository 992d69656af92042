package tillmesh.protocol;

import java.util.Map;

/** What is said about operations that a client named, and free messages: additions of ours to the hub dialect. */
final class OperationNotices {
    private OperationNotices() {}

    static void lay(HubWriter.Table table) {
        table.on(Notice.AckOk.class, "ACK", OperationNotices::ackOk)
                .on(
                        Notice.AckRefused.class,
                        "ACK",
                        (line, n) -> line.text("opId", n.opId())
                                .flag("ok", false)
                                .text("code", n.code())
                                .text("reason", n.reason()))
                .on(
                        Notice.SaleState.class,
                        "SALE_STATE",
                        (line, n) -> line.text("opId", n.opId())
                                .text("entryId", n.entryId())
                                .text("state", n.state())
                                .texts("copies", n.copies())
                                .object("clouds", n.clouds(), OperationNotices::clouds)
                                .textIfAny("reason", n.reason()))
                .on(Notice.Published.class, "PUBLISHED", OperationNotices::published);
    }

    private static void ackOk(JsonLine line, Notice.AckOk n) {
        line.text("opId", n.opId()).flag("ok", true).textIfAny("entryId", n.entryId());
        Long version = n.version();
        if (version != null) {
            line.number("version", version);
        }
        line.textIfAny("state", n.state());
    }

    private static void clouds(JsonLine line, Map<String, String> clouds) {
        clouds.forEach(line::text);
    }

    private static void published(JsonLine line, Notice.Published n) {
        line.text("cursor", n.cursor())
                .text("entryId", n.entryId())
                .text("topic", n.topic())
                .textIfAny("subject", n.subject())
                .raw("payload", n.payload())
                .textIfAny("sourceTerminal", n.sourceTerminal())
                .text("sourceLane", n.sourceLane())
                .time("at", n.atMillis());
    }
}
