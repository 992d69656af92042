package tillmesh.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that never reaches a log: it prints as {@code (hidden)}. */
public final class Secret {
    /** No secret given. */
    public static final Secret NONE = new Secret("");

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Wraps a text. */
    public static Secret of(String text) {
        return text.isEmpty() ? NONE : new Secret(text);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Compares in constant time. An empty secret matches nothing. */
    public boolean matches(String given) {
        return !isEmpty()
                && MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** The text itself, for the one place that must send or write it. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return isEmpty() ? "(none)" : "(hidden)";
    }
}
