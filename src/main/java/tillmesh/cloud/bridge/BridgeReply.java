package tillmesh.cloud.bridge;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Batch;
import tillmesh.cloud.Foreign;
import tillmesh.cloud.Source;
import tillmesh.cloud.Trouble;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;

/** What a bridge's answers mean. Only what names the events that were sent is a receipt. */
final class BridgeReply {
    /** Numbers keep their zeros: 12.50 is what somebody wrote. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private BridgeReply() {}

    /** @param body null when it did not arrive whole, or was too long */
    static Answer receipt(Batch batch, int status, @Nullable String retryAfter, byte @Nullable [] body) {
        JsonNode json = object(body);
        if (status >= 200 && status < 300) {
            return json != null && json.path("results").isArray()
                    ? named(batch, json.path("results"))
                    : Answer.Failed.of(Trouble.UNKNOWN, "it answered with something that is no receipt");
        }
        Trouble trouble = switch (status) {
            case 413 -> Trouble.TOO_LARGE;
            case 400, 409, 422 -> json == null ? Trouble.UNKNOWN : Trouble.REFUSED;
            case 401, 403 -> json == null ? Trouble.UNKNOWN : Trouble.NOT_ALLOWED;
            case 404, 405 -> json == null ? Trouble.UNKNOWN : Trouble.MISCONFIGURED;
            default -> Trouble.UNKNOWN;
        };
        return new Answer.Failed(trouble, wait(retryAfter), "HTTP " + status);
    }

    private static Answer named(Batch batch, JsonNode results) {
        Set<EntryId> stored = new HashSet<>();
        batch.entries().stream().map(Entry::id).filter(batch.idle()::contains).forEach(stored::add);
        Map<EntryId, String> refused = new HashMap<>();
        for (JsonNode result : results) {
            EntryId id;
            try {
                id = EntryId.parse(result.path("eventId").asText());
            } catch (IllegalArgumentException e) {
                return Answer.Failed.of(Trouble.UNKNOWN, "the receipt names something that was not sent");
            }
            switch (result.path("status").asText()) {
                case "accepted", "duplicate" -> stored.add(id);
                case "rejected" -> refused.put(id, "it does not take this event");
                default -> {
                    // To be sent again.
                }
            }
        }
        return new Answer.Named(stored, refused);
    }

    /** @param body null when it did not arrive whole, or was too long */
    static Source.Fetched page(int status, @Nullable String retryAfter, byte @Nullable [] body) {
        JsonNode json = object(body);
        if (status != 200) {
            return new Source.Nothing(wait(retryAfter), "HTTP " + status);
        }
        if (json == null
                || !json.path("events").isArray()
                || !json.path("cursor").isValueNode()) {
            return new Source.Nothing(null, "it answered with something that is no page of events");
        }
        List<Foreign> events = new ArrayList<>();
        for (JsonNode event : json.path("events")) {
            events.add(new Foreign(
                    event.path("eventId").asText(),
                    event.path("type").asText(),
                    event.path("aggregateId").asText(),
                    event.toString()));
        }
        return new Source.Page(
                events, json.path("cursor").asText(), json.path("more").asBoolean());
    }

    private static @Nullable JsonNode object(byte @Nullable [] body) {
        try {
            JsonNode json = body == null ? null : JSON.readTree(body);
            return json != null && json.isObject() ? json : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable Duration wait(@Nullable String retryAfter) {
        return retryAfter != null && retryAfter.matches("[0-9]{1,9}")
                ? Duration.ofSeconds(Long.parseLong(retryAfter))
                : null;
    }
}
