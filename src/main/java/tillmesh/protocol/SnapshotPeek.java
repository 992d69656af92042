package tillmesh.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.shop.OrderSnapshot;

/**
 * The few facts of an order that a node needs, read from its JSON in one pass without keeping anything else. A member that
 * is twice there counts as it does for a browser: the last one wins. {@link #of} is safe on any thread.
 */
public final class SnapshotPeek {
    private static final String PAID = "paid";
    private static final Set<String> PAID_STATES = Set.of(PAID, "finalized");

    private @Nullable Integer tableId;
    private String status = "";
    private String state = "";
    private int itemCount;

    private SnapshotPeek() {}

    /**
     * Reads a snapshot that comes from a disk or another lane.
     *
     * @param json the snapshot's text, kept to the letter
     * @return the snapshot with its facts, or null when the text is not one JSON object within the limits of a frame
     */
    public static @Nullable OrderSnapshot of(String json) {
        try {
            return StrictJson.read(json, JsonToken.START_OBJECT, SnapshotPeek::over)
                    .with(json);
        } catch (BadFrame notAnObject) {
            return null;
        }
    }

    /** Passes over the object whose opening token the parser is at. */
    static SnapshotPeek over(JsonParser parser) throws IOException {
        SnapshotPeek peek = new SnapshotPeek();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            peek.member(name, parser.nextToken(), parser);
        }
        return peek;
    }

    private void member(String name, JsonToken token, JsonParser parser) throws IOException {
        switch (name) {
            case "tableId" -> tableId = token.isNumeric() ? number(parser.getText()) : null;
            case "status" -> status = token == JsonToken.VALUE_STRING ? parser.getText() : "";
            case "state" -> state = token == JsonToken.VALUE_STRING ? parser.getText() : "";
            case "lines" -> itemCount = 0;
            default -> {}
        }
        if (token == JsonToken.START_ARRAY && name.equals("lines")) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                itemCount++;
                parser.skipChildren();
            }
        } else {
            parser.skipChildren();
        }
    }

    private static @Nullable Integer number(String text) {
        Long whole = StrictJson.whole(text);
        return whole == null || whole != whole.intValue() ? null : whole.intValue();
    }

    /** The snapshot with the facts found. @param json the characters that were passed over */
    OrderSnapshot with(String json) {
        boolean paid = status.equals(PAID) || PAID_STATES.contains(state);
        return new OrderSnapshot(json, tableId, paid, status, itemCount);
    }
}
