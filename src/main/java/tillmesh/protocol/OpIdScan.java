package tillmesh.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Finds the name of an operation in a frame that nobody read, or that is no JSON: it follows quotes and brackets and nothing
 * else, so it goes on where a parser must stop. Its find is good enough to say no to an operation, never to carry one out.
 */
final class OpIdScan {
    private static final String NAME = "opId";

    private final String frame;
    private int at;
    private int depth;

    private OpIdScan(String frame) {
        this.frame = frame;
    }

    /** The first outer {@code opId} of the frame that is a text of legal length without escapes; null when there is none. Never throws. */
    static @Nullable String in(String frame) {
        return new OpIdScan(frame).find();
    }

    private @Nullable String find() {
        while (at < frame.length()) {
            char c = frame.charAt(at++);
            if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            } else if (c == '"') {
                String found = text() == NAME.length() && depth == 1 ? value() : null;
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Moves behind the closing quote. @return the length of the text when it is {@link #NAME}, else -1 */
    private int text() {
        int start = at;
        while (at < frame.length()) {
            char c = frame.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == '"') {
                int length = at - 1 - start;
                return length == NAME.length() && frame.startsWith(NAME, start) ? length : -1;
            }
        }
        return -1;
    }

    /** The text after a colon, if that is what comes; stays in front of it otherwise. */
    private @Nullable String value() {
        int colon = space(at);
        int quote = space(colon + 1);
        if (!charAt(colon, ':') || !charAt(quote, '"')) {
            return null;
        }
        int end = frame.indexOf('"', quote + 1);
        if (end < 0 || end - quote - 1 > HubReader.OP_ID_LENGTH_MAX) {
            return null;
        }
        String value = frame.substring(quote + 1, end);
        try {
            return value.indexOf('\\') >= 0 ? null : Texts.fit(NAME, value, 1, HubReader.OP_ID_LENGTH_MAX);
        } catch (BadFrame unfit) {
            return null;
        }
    }

    private int space(int from) {
        int i = from;
        while (i < frame.length() && frame.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    private boolean charAt(int i, char c) {
        return i < frame.length() && frame.charAt(i) == c;
    }
}
