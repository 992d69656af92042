package tillmesh.config;

/**
 * The value that a key has and the place it came from.
 *
 * @param key which setting
 * @param text its value as it was written
 * @param origin where it was written: {@code default}, {@code conf/tillmesh.properties line 12}, {@code environment
 *     HUB_PORT}, {@code --screen.port}
 */
public record Setting(Key<?> key, String text, String origin) {
    /** The value for people to read; a secret only says whether it is there. */
    public String shown() {
        return key.secret() ? Secret.of(text).toString() : text;
    }

    /** Whether nobody set it. */
    public boolean isDefault() {
        return origin.equals(Key.DEFAULT);
    }

    @Override
    public String toString() {
        return key.name() + "=" + shown() + " (" + origin + ")";
    }
}
