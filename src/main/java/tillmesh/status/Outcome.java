package tillmesh.status;

import java.util.Map;

/**
 * What came of a request.
 *
 * @param httpStatus 200 to 599
 * @param body what is written as JSON: records, maps, lists, texts, numbers
 */
public record Outcome(int httpStatus, Object body) {
    /** It was done, and here is what there is to say. */
    public static Outcome ok(Object body) {
        return new Outcome(200, body);
    }

    /** It was not done. @param sentence why, and what to do */
    public static Outcome refused(int httpStatus, String sentence) {
        return new Outcome(httpStatus, Map.of("error", sentence));
    }
}
