package tillmesh.chaos;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tillmesh.chaos.Op.Kind;
import tillmesh.sim.Dice;

/** What one till does all day: orders from the first line to the money, and between them tickets, tables, free messages. */
final class Script {
    private static final int LINES_MAX = 12;
    private static final int TABLES = 20;

    private final int till;
    private final Dice dice;
    private final int padding;
    private final Deque<Op> next = new ArrayDeque<>();
    private int ops;
    private int orders;

    /** @param till its number, part of all names @param dice what it does @param padding further characters in each free message */
    Script(int till, Dice dice, int padding) {
        this.till = till;
        this.dice = dice;
        this.padding = padding;
    }

    Op next() {
        if (next.isEmpty()) {
            writeOrder();
        }
        return next.remove();
    }

    private void writeOrder() {
        String ref = "NU/CFG" + till + "/S1/" + orders++;
        next.add(op(Kind.LEASE_ACQUIRE, ref, "\"posReference\":\"" + ref + "\",\"baseVersion\":0"));
        int versions = dice.between(1, 6);
        for (int version = 1; version <= versions; version++) {
            String id = id();
            String snapshot = snapshot(id, ref, version, "open");
            String words = "\"posReference\":\"" + ref + "\",\"baseVersion\":" + (version - 1) + ",\"snapshot\":";
            next.add(new Op(
                    id,
                    Kind.ORDER_SNAPSHOT,
                    message(Kind.ORDER_SNAPSHOT, id, words + snapshot),
                    ref,
                    version,
                    Op.Print.of(snapshot)));
            besides();
        }
        int newest = dice.oneIn(4) ? holdAndOpenAgain(ref, versions + 1) : versions;
        pay(ref, newest + 1);
    }

    private int holdAndOpenAgain(String ref, int version) {
        String id = id();
        String snapshot = snapshot(id, ref, version, "held");
        String words = "\"posReference\":\"" + ref + "\",\"finalSnapshot\":" + snapshot;
        // Two entries under one name: the snapshot answers for it, the release is the node's own remark.
        next.add(new Op(
                id, Kind.LEASE_RELEASE, message(Kind.LEASE_RELEASE, id, words), ref, version, Op.Print.of(snapshot)));
        besides();
        next.add(op(Kind.LEASE_ACQUIRE, ref, "\"posReference\":\"" + ref + "\",\"baseVersion\":" + version));
        return version;
    }

    private void pay(String ref, int version) {
        String id = id();
        String snapshot = snapshot(id, ref, version, "paid");
        String words = "\"posReference\":\"" + ref + "\",\"configId\":1,\"snapshot\":" + snapshot;
        next.add(new Op(
                id, Kind.ORDER_FINALIZE, message(Kind.ORDER_FINALIZE, id, words), ref, version, Op.Print.of(snapshot)));
        next.add(op(Kind.LEASE_RELEASE, ref, "\"posReference\":\"" + ref + "\""));
    }

    private void besides() {
        switch (dice.nextInt(6)) {
            case 0 ->
                next.add(op(
                        Kind.TICKET_NUMBER_REQUEST,
                        null,
                        "\"orderType\":\"" + dice.oneOf("takeout", "delivery") + "\""));
            case 1 -> {
                String id = id();
                String words = "\"tableId\":" + dice.between(1, TABLES) + ",\"status\":\"occupied\",\"posReference\":\""
                        + id + "\"";
                next.add(new Op(id, Kind.TABLE_UPDATE, message(Kind.TABLE_UPDATE, id, words), null, 0, null));
            }
            case 2, 3 -> {
                String id = id();
                String payload = "{\"op\":\"" + id + "\",\"total\":" + dice.between(1, 99_999) + ",\"note\":\""
                        + dice.word(0, 200) + "x".repeat(padding) + "\"}";
                String words = "\"topic\":\"transaction\",\"subject\":\"" + till + "\",\"payload\":" + payload;
                next.add(new Op(id, Kind.PUBLISH, message(Kind.PUBLISH, id, words), null, 0, Op.Print.of(payload)));
            }
            default -> {
                // Nothing besides.
            }
        }
    }

    private String snapshot(String id, String ref, long version, String status) {
        StringBuilder lines = new StringBuilder();
        for (int line = dice.between(1, LINES_MAX); line > 0; line--) {
            lines.append("{\"productId\":")
                    .append(dice.between(1, 500))
                    .append(",\"qty\":")
                    .append(line)
                    .append("},");
        }
        lines.setLength(lines.length() - 1);
        return "{\"op\":\"" + id + "\",\"ref\":\"" + ref + "\",\"v\":" + version + ",\"status\":\"" + status
                + "\",\"tableId\":" + dice.between(1, TABLES) + ",\"lines\":[" + lines + "]}";
    }

    private Op op(Kind kind, @Nullable String order, String words) {
        String id = id();
        return new Op(id, kind, message(kind, id, words), order, 0, null);
    }

    private String id() {
        return "k9-" + till + "-" + ops++ + "-";
    }

    private static String message(Kind kind, String id, String words) {
        return "{\"type\":\"" + kind + "\",\"opId\":\"" + id + "\"," + words + "}";
    }
}
