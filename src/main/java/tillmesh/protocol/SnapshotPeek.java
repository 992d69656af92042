package tillmesh.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tillmesh.shop.OrderSnapshot;

/** Reads the few facts of a snapshot that a node needs, and leaves the rest alone. Any thread. */
public final class SnapshotPeek {
    private static final JsonFactory JSON = new JsonFactory();

    private SnapshotPeek() {}

    /** The facts of a snapshot that a node has accepted before. @throws IllegalArgumentException when it is no JSON object */
    public static OrderSnapshot of(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a snapshot is a JSON object");
            }
            return facts(json, parser);
        } catch (IOException e) {
            throw new IllegalArgumentException("a snapshot is a JSON object", e);
        }
    }

    /** Reads on from the snapshot's opening brace to its closing one. @param json the text the snapshot is kept as */
    static OrderSnapshot facts(String json, JsonParser parser) throws IOException {
        Integer tableId = null;
        String status = "";
        String state = "";
        int items = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("tableId")) {
                tableId = integer(parser, value);
            } else if (name.equals("status") && value == JsonToken.VALUE_STRING) {
                status = parser.getText();
            } else if (name.equals("state") && value == JsonToken.VALUE_STRING) {
                state = parser.getText();
            } else if (name.equals("lines") && value == JsonToken.START_ARRAY) {
                items = count(parser);
                continue;
            }
            parser.skipChildren();
        }
        boolean paid = status.equals("paid") || state.equals("paid") || state.equals("finalized");
        return new OrderSnapshot(json, tableId, paid, status, items);
    }

    private static @Nullable Integer integer(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_NUMBER_INT || parser.getNumberType() != JsonParser.NumberType.INT) {
            return null;
        }
        return parser.getIntValue();
    }

    private static int count(JsonParser parser) throws IOException {
        int items = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items++;
            parser.skipChildren();
        }
        return items;
    }
}
