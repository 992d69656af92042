package tillmesh.shop;

/**
 * One terminal, the same over reconnects and on every lane: the device id it signed in with.
 *
 * @param name 1 to 128 characters, chosen by the device
 */
public record ScreenId(String name) {
    /** The longest accepted name, in characters. */
    public static final int LENGTH_MAX = 128;

    /** @throws IllegalArgumentException when the name is empty or too long */
    public ScreenId {
        if (name.isEmpty() || name.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("a device id has 1 to " + LENGTH_MAX + " characters");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
