package tillmesh.sim;

import org.jspecify.annotations.Nullable;
import tillmesh.protocol.SnapshotPeek;
import tillmesh.shop.OrderRef;
import tillmesh.shop.OrderSnapshot;

/** One order as one till knows it, which may be wrong. */
final class Sale {
    private final OrderRef ref;
    private long version;
    private boolean held;
    private boolean paid;
    private int lines;
    private @Nullable Integer tableId;
    private String paidText = "";

    Sale(String ref) {
        this.ref = new OrderRef(ref);
    }

    OrderRef ref() {
        return ref;
    }

    long version() {
        return version;
    }

    boolean held() {
        return held;
    }

    boolean paid() {
        return paid;
    }

    void hold(boolean now) {
        held = now;
    }

    void knows(long newer) {
        version = Math.max(version, newer);
    }

    void learns(long newer, String snapshot) {
        version = newer;
        paid = snapshot.contains("\"status\":\"paid\"");
    }

    void sit(@Nullable Integer table) {
        tableId = table;
    }

    /** The order with one line more. */
    OrderSnapshot edited(Dice dice) {
        lines++;
        return snapshot("open", dice);
    }

    /** The order as it is when the money is taken. @param word what the till says of it */
    OrderSnapshot paidFor(String word, Dice dice) {
        paid = true;
        OrderSnapshot snapshot = snapshot(word, dice);
        paidText = snapshot.json();
        return snapshot;
    }

    /** The last paid text once more, if there is one. */
    @Nullable
    OrderSnapshot paidAgain() {
        return paidText.isEmpty() ? null : SnapshotPeek.of(paidText);
    }

    private OrderSnapshot snapshot(String status, Dice dice) {
        StringBuilder json = new StringBuilder("{\"posReference\":\"" + ref + "\",\"lines\":[");
        for (int i = 0; i < lines; i++) {
            json.append(i == 0 ? "" : ",").append("{\"id\":").append(i).append(",\"price\":12.50}");
        }
        json.append("],\"tableId\":").append(tableId);
        json.append(",\"note\":\"").append(dice.word(0, 6)).append("é漢\",\"status\":\"");
        return SnapshotPeek.of(json.append(status).append("\"}").toString());
    }
}
