package tillmesh.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** What lanes say and the demo answers, between JSON and values. Any thread. */
final class Words {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ENTRY = "\"entryId\":\"";

    private Words() {}

    /** Whether a frame is of that type; cheap, for frames that are mostly of another. */
    static boolean is(String frame, String type) {
        return frame.startsWith("{\"type\":\"" + type + "\"");
    }

    /** The entry that an ACK or a PUBLISHED is about, empty when it names none; cheap, for frames that are many. */
    static String entryId(String frame) {
        int at = frame.indexOf(ENTRY);
        int end = at < 0 ? -1 : frame.indexOf('"', at + ENTRY.length());
        return end < 0 ? "" : frame.substring(at + ENTRY.length(), end);
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
