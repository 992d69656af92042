package tillmesh.cloud;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import tillmesh.far.Mishap;

/** What may happen between a lane and a cloud and passes, by name. */
final class Mishaps {
    static final String WORDS = "{\"code\":\"X0001\",\"message\":\"not now\"}";
    private static final String PAGE = "<html>Sorry</html>";

    static final Map<String, Function<FarSide, Mishap>> PASSING = new LinkedHashMap<>();

    static {
        PASSING.put("connection kept open without an answer", far -> Mishap.SILENCE);
        PASSING.put("commit, then time-out", far -> Mishap.STORED_THEN_SILENCE);
        PASSING.put("commit, then reset", far -> Mishap.STORED_THEN_CUT);
        PASSING.put("reset in mid-body", far -> Mishap.STORED_THEN_HALF_AN_ANSWER);
        PASSING.put("broken gzip", far -> Mishap.STORED_THEN_BROKEN_GZIP);
        PASSING.put("truncated gzip", far -> Mishap.STORED_THEN_SHORT_GZIP);
        PASSING.put("commit, then 502", far -> Mishap.STORED_THEN_502);
        PASSING.put("duplicate", far -> Mishap.TWICE);
        PASSING.put("late", far -> Mishap.LATE);
        PASSING.put("partial", far -> Mishap.changed(far::half));
        PASSING.put("reorder", far -> Mishap.changed(far::backwards));
        PASSING.put("wrong echo", far -> Mishap.answered(far::ofOthers));
        PASSING.put("captive portal", far -> Mishap.PORTAL);
        PASSING.put("redirect", far -> Mishap.REDIRECT);
        PASSING.put("empty success", far -> Mishap.EMPTY);
        PASSING.put("429 with Retry-After", far -> Mishap.status(429, WORDS, "7"));
        PASSING.put("503 with Retry-After of nothing", far -> Mishap.status(503, WORDS, "0"));
        for (int status : new int[] {400, 409, 422}) {
            PASSING.put(status + " with a page", far -> Mishap.status(status, PAGE));
        }
        for (int status : new int[] {401, 403, 404, 408, 429, 500, 502, 503, 504, 413}) {
            PASSING.put(status + " with words", far -> Mishap.status(status, WORDS));
            PASSING.put(status + " with a page", far -> Mishap.status(status, PAGE));
        }
    }

    private Mishaps() {}
}
