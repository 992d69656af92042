package tillmesh.box;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One entry as a lane sends it. Texts are kept as they came. @param id its name for ever @param data its payload, to the letter */
record Message(
        String id,
        String lane,
        String incarnation,
        long seq,
        String topic,
        @Nullable String subject,
        @Nullable String screen,
        long version,
        String occurredAt,
        String prevHash,
        String hash,
        String data) {

    /** Whether it has what every entry has. */
    static boolean whole(ObjectNode json, String data) {
        return json.path("message_id").isTextual()
                && json.path("terminal_id").isTextual()
                && json.path("incarnation").isTextual()
                && json.path("seq").isIntegralNumber()
                && json.path("seq").asLong() > 0
                && json.path("topic").isTextual()
                && json.path("occurred_at").isTextual()
                && json.path("prev_hash").isTextual()
                && json.path("hash").isTextual()
                && !data.isEmpty();
    }

    /** Reads one that is whole. @param data its payload as it stood in the request */
    static Message of(ObjectNode json, String data) {
        return new Message(
                json.path("message_id").textValue(),
                json.path("terminal_id").textValue(),
                json.path("incarnation").textValue(),
                json.path("seq").longValue(),
                json.path("topic").textValue(),
                json.path("subject").textValue(),
                json.path("screen").textValue(),
                json.path("version").asLong(),
                json.path("occurred_at").textValue(),
                json.path("prev_hash").textValue(),
                json.path("hash").textValue(),
                data);
    }
}
