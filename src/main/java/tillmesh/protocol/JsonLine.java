package tillmesh.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object being written, member by member. Names are our own and need no escaping; raw members are taken to the
 * letter and must be JSON. One thread.
 */
final class JsonLine {
    /** Room for a short message, so that most are written without growing. */
    private static final int CHARS_EXPECTED = 160;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(CHARS_EXPECTED).append('{');

    /** A text. */
    JsonLine text(String name, String value) {
        name(name);
        quote(value);
        return this;
    }

    /** A text, left out when null. */
    JsonLine textIfAny(String name, @Nullable String value) {
        return value == null ? this : text(name, value);
    }

    /** A text, or {@code null}. */
    JsonLine textOrNull(String name, @Nullable String value) {
        return value == null ? raw(name, "null") : text(name, value);
    }

    /** A number. */
    JsonLine number(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    /** A boolean. */
    JsonLine flag(String name, boolean value) {
        name(name);
        out.append(value);
        return this;
    }

    /** A boolean, left out when false. */
    JsonLine flagIfSet(String name, boolean value) {
        return value ? flag(name, true) : this;
    }

    /** A time in UTC with milliseconds, {@code 2026-01-31T18:04:05.123Z}. @param millis since 1970 */
    JsonLine time(String name, long millis) {
        name(name);
        out.append('"');
        TIME.formatTo(Instant.ofEpochMilli(millis), out);
        out.append('"');
        return this;
    }

    /** A value of any kind, to the letter. */
    JsonLine raw(String name, String json) {
        out.ensureCapacity(out.length() + json.length() + CHARS_EXPECTED);
        name(name);
        out.append(json);
        return this;
    }

    /** As {@link #raw}, left out when null. */
    JsonLine rawIfAny(String name, @Nullable String json) {
        return json == null ? this : raw(name, json);
    }

    /** All members of another object, to the letter. @param json one JSON object */
    JsonLine members(String json) {
        String inner = json.substring(json.indexOf('{') + 1, json.lastIndexOf('}'));
        if (!inner.isBlank()) {
            comma();
            out.append(inner);
        }
        return this;
    }

    /** An object. */
    <T> JsonLine object(String name, T value, BiConsumer<JsonLine, T> members) {
        name(name);
        out.append('{');
        members.accept(this, value);
        out.append('}');
        return this;
    }

    /** A list of objects. */
    <T> JsonLine objects(String name, List<T> values, BiConsumer<JsonLine, T> members) {
        name(name);
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "{" : ",{");
            members.accept(this, values.get(i));
            out.append('}');
        }
        out.append(']');
        return this;
    }

    /** A list of texts. */
    JsonLine texts(String name, List<String> values) {
        name(name);
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            quote(values.get(i));
        }
        out.append(']');
        return this;
    }

    /** The finished text. Once. */
    String end() {
        return out.append('}').toString();
    }

    private void name(String name) {
        comma();
        out.append('"').append(name).append("\":");
    }

    private void comma() {
        if (out.charAt(out.length() - 1) != '{') {
            out.append(',');
        }
    }

    private void quote(String text) {
        out.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Texts.pairAt(text, i)) {
                i++;
            } else if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                out.append(text, done, i);
                escape(c);
                done = i + 1;
            }
        }
        out.append(text, done, text.length()).append('"');
    }

    /** Half a surrogate pair is escaped too: as UTF-8 it would turn into a question mark on the way. */
    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt(c >> shift & 0xf));
                }
            }
        }
    }
}
