package tillmesh.cloud.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Trouble;

/** Where a cloud refuses a token: whether that has to do with time, by the cloud's own clock. */
final class TimeCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A project forgives half a minute. */
    private static final Duration FORGIVEN = Duration.ofSeconds(30);

    private final InstantSource wall;
    private final @Nullable Instant end;

    /** @param token read for when it runs out; one that cannot be read does not */
    TimeCheck(InstantSource wall, String token) {
        this.wall = wall;
        this.end = end(token);
    }

    private static @Nullable Instant end(String token) {
        String[] parts = token.split("\\.");
        try {
            JsonNode exp = parts.length < 3
                    ? null
                    : JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).get("exp");
            return exp == null || !exp.canConvertToLong() ? null : Instant.ofEpochSecond(exp.asLong());
        } catch (IllegalArgumentException | IOException | DateTimeException unreadable) {
            return null;
        }
    }

    /** The same answer, with a word on time where it is a refusal. @param date the header of the answer, or null */
    Answer explain(Answer answer, @Nullable String date) {
        Instant there = date == null ? null : moment(date);
        if (there == null || !(answer instanceof Answer.Failed failed) || failed.trouble() != Trouble.NOT_ALLOWED) {
            return answer;
        }
        String why = failed.why();
        if (end != null && end.isBefore(there)) {
            why += "; the token ran out on " + DateTimeFormatter.ISO_LOCAL_DATE.format(end.atOffset(ZoneOffset.UTC));
        }
        Duration ahead = Duration.between(there, wall.instant());
        if (ahead.abs().compareTo(FORGIVEN) > 0) {
            why += "; this machine's clock is " + words(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead of")
                    + " the cloud's";
        }
        return new Answer.Failed(failed.trouble(), failed.retryAfter(), why);
    }

    // Coarse, so that the sentence does not change from try to try.
    private static String words(Duration apart) {
        if (apart.toDays() > 1) {
            return apart.toDays() + " days";
        }
        return apart.toHours() > 1 ? apart.toHours() + " hours" : Math.max(1, apart.toMinutes()) + " min";
    }

    private static @Nullable Instant moment(String text) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
