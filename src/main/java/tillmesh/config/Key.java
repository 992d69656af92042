package tillmesh.config;

/**
 * One setting: everything that the reader, {@code config print}, the documentation and the tests know of it.
 *
 * @param name as it is written, such as {@code screen.hub-port}
 * @param fallback its value when nobody sets it, empty when it has none
 * @param form how its text is read
 * @param why one sentence for people: what it decides
 * @param kind whether it may be left out, and whether it may be shown
 * @param <T> the type of its value
 */
public record Key<T>(String name, String fallback, Form<T> form, String why, Kind kind) {
    /** Where a value comes from that nobody set. */
    static final String DEFAULT = "default";

    /** How a setting is treated. */
    public enum Kind {
        /** Has a default. */
        OPTIONAL,
        /** Nobody but the owner of the shop can know it. */
        REQUIRED,
        /** Optional, and never shown. */
        SECRET
    }

    static <T> Key<T> optional(String name, String fallback, Form<T> form, String why) {
        return new Key<>(name, fallback, form, why, Kind.OPTIONAL);
    }

    static <T> Key<T> required(String name, Form<T> form, String why) {
        return new Key<>(name, "", form, why, Kind.REQUIRED);
    }

    /** Whether a node cannot start without it. */
    public boolean required() {
        return kind == Kind.REQUIRED;
    }

    /** Whether it is never shown. */
    public boolean secret() {
        return kind == Kind.SECRET;
    }

    /** Its name in the environment: {@code screen.hub-port} is {@code TILLMESH_SCREEN_HUB_PORT}. */
    public String variable() {
        StringBuilder name = new StringBuilder(Environment.PREFIX);
        for (char letter : name().toCharArray()) {
            name.append(letter == '.' || letter == '-' ? '_' : Character.toUpperCase(letter));
        }
        return name.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
