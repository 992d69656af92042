package tillmesh.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** What lanes say and the demo answers, between JSON and values. Any thread. */
final class Words {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Words() {}

    /** Whether a frame is of that type; cheap, for frames that are mostly of another. */
    static boolean is(String frame, String type) {
        return frame.startsWith("{\"type\":\"" + type + "\"");
    }

    /** What a text says; nothing at all when it is no JSON. */
    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** @param value a record, a list or a map of them */
    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError("what the demo says is plain", e);
        }
    }
}
