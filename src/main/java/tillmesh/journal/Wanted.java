package tillmesh.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.journal.Journal.Appended;

/**
 * Which entries somebody looks for; what is null does not count.
 *
 * @param text stands in the subject, the screen, the operation or the payload; letters of either case
 * @param topic a topic, or the beginning of one and {@code *}
 * @param lane who wrote it
 * @param before only what came to this disk before this local number
 * @param limit at most so many
 */
public record Wanted(
        @Nullable String text,
        @Nullable String topic,
        @Nullable String lane,
        @Nullable Long before,
        int limit) {
    /** One search looks at no more entries than this, so that it ends soon however long the journal is. */
    public static final int LOOKED_AT_MAX = 20_000;

    /**
     * What was found.
     *
     * @param entries newest first
     * @param before where to go on with the next search, null when everything was looked at
     */
    public record Found(List<Appended> entries, @Nullable Long before) {}

    /** The text as a pattern in which only the text itself counts. */
    @Nullable
    String like() {
        return text == null
                ? null
                : "%" + text.replace("~", "~~").replace("%", "~%").replace("_", "~_") + "%";
    }
}
