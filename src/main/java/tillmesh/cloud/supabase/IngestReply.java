package tillmesh.cloud.supabase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Trouble;
import tillmesh.entry.EntryId;

/**
 * What an HTTP answer means. Between a lane and its project may stand a hotel's portal, a gateway or an old proxy, so only
 * an answer in the form of PostgREST or of the function itself is believed.
 */
final class IngestReply {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final int WORD_MAX = 60;

    /** What a person can do something about, in that person's words. */
    private static final Map<String, String> KNOWN = Map.of(
            "PGRST301", "the token is not of this project, or has run out",
            "PGRST303", "the token has run out, or is not valid yet",
            "42501", "this key or token may not call it",
            "PT403", "the token names no store",
            "PGRST202", "the files of sql/supabase were not run there",
            "PT404", "a table of tillmesh was changed there",
            "PGRST000", "its database does not answer",
            "PGRST001", "its database does not answer");

    private IngestReply() {}

    /** @param body null when it was longer than any receipt */
    static Answer of(int status, @Nullable String retryAfter, @Nullable String date, byte @Nullable [] body) {
        @Nullable JsonNode json = body == null ? null : object(body);
        if (status >= 200 && status < 300) {
            return json == null ? unknown("it answered with something that is no receipt") : receipt(json);
        }
        // A gateway that knows no key says so without a word.
        boolean ours = json != null || (body != null && body.length == 0);
        String why = "HTTP " + status + (json == null ? "" : code(json));
        Duration wait = wait(retryAfter, date);
        return switch (status) {
            case 413 -> new Answer.Failed(Trouble.TOO_LARGE, wait, why);
            case 400, 409, 422 -> new Answer.Failed(refused(json), wait, why);
            case 401, 403 -> new Answer.Failed(ours ? Trouble.NOT_ALLOWED : Trouble.UNKNOWN, wait, why);
            case 404, 405 -> new Answer.Failed(ours ? Trouble.MISCONFIGURED : Trouble.UNKNOWN, wait, why);
            default -> new Answer.Failed(Trouble.UNKNOWN, wait, why);
        };
    }

    // A function or a column that is not there is no matter of an entry, and none may be set aside for it.
    private static Trouble refused(@Nullable JsonNode json) {
        if (json == null) {
            return Trouble.UNKNOWN;
        }
        return json.path("code").asText("").startsWith("42") ? Trouble.MISCONFIGURED : Trouble.REFUSED;
    }

    private static @Nullable JsonNode object(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json != null && json.isObject() ? json : null;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            // Bytes in memory do not fail otherwise.
            return null;
        }
    }

    private static Answer receipt(JsonNode json) {
        JsonNode results = json.path("results");
        if (!results.isArray()) {
            return unknown("it answered with something that is no receipt");
        }
        Set<EntryId> stored = new HashSet<>();
        Map<EntryId, String> refused = new HashMap<>();
        for (JsonNode result : results) {
            EntryId id;
            try {
                id = EntryId.parse(result.path("message_id").asText());
            } catch (IllegalArgumentException e) {
                return unknown("the receipt names something that is no entry");
            }
            switch (result.path("status").asText()) {
                case "applied", "duplicate" -> stored.add(id);
                case "rejected" -> refused.put(id, "it cannot be stored there" + code(result));
                case "conflict" -> refused.put(id, "another entry stands there under this name" + code(result));
                default -> {
                    // To be sent again.
                }
            }
        }
        return new Answer.Named(stored, refused);
    }

    // Codes are words of PostgreSQL and PostgREST; their messages may quote what was sent, and are not repeated.
    private static String code(JsonNode json) {
        String code = json.path("code").asText("");
        String known = KNOWN.get(code);
        return code.matches("[A-Za-z0-9_]{1," + WORD_MAX + "}")
                ? ", code " + code + (known == null ? "" : ": " + known)
                : "";
    }

    private static Answer unknown(String why) {
        return Answer.Failed.of(Trouble.UNKNOWN, why);
    }

    /** Seconds, or a moment on the far side's own clock. */
    private static @Nullable Duration wait(@Nullable String retryAfter, @Nullable String date) {
        try {
            if (retryAfter == null) {
                return null;
            }
            if (retryAfter.matches("[0-9]{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(retryAfter));
            }
            return date == null ? null : Duration.between(moment(date), moment(retryAfter));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant moment(String text) {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    }
}
