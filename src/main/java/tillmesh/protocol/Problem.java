package tillmesh.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a lane or its shop, and what to do about it. Programs and pages go by the code; the sentences
 * are for people and for whoever does not know the code.
 *
 * @param code one word that never changes its meaning, such as {@code disk-full}
 * @param severity how bad it is
 * @param what one sentence that says what is wrong
 * @param since when it began or was seen first, ISO-8601 UTC
 * @param hint one sentence that says what to do
 * @param about which lane, cloud or register it is about; null when it is about this lane as a whole
 * @param repair the path to which an administrator may POST so that the node puts it right itself; null when it cannot
 */
public record Problem(
        String code,
        Severity severity,
        String what,
        String since,
        String hint,
        @Nullable String about,
        @Nullable String repair) {

    /** How bad something is; the wire name is the name in lower case. */
    public enum Severity {
        /** Nothing can be sold, or something was lost. */
        CRITICAL,
        /** Selling goes on; a person must do something, or wait. */
        WARNING,
        /** Good to know, and to be done some day. */
        NOTICE;

        /** As it stands in messages. */
        @com.fasterxml.jackson.annotation.JsonValue
        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Without a way to have it repaired. */
    public static Problem of(String code, Severity severity, String what, String since, String hint) {
        return new Problem(code, severity, what, since, hint, null, null);
    }

    /** The same, about a lane, a cloud or a register. */
    public Problem about(String name) {
        return new Problem(code, severity, what, since, hint, name, repair);
    }

    /** The same, and the node can put it right. @param path where to POST */
    public Problem repairedAt(String path) {
        return new Problem(code, severity, what, since, hint, about, path);
    }
}
