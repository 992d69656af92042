package tillmesh.shop;

/**
 * The reference of one order, made once by the terminal that opened it; opaque to the node.
 *
 * @param text 1 to 128 characters, for example {@code NU/CFG3/S77/1712000000000-a1b2}
 */
public record OrderRef(String text) {
    /** The longest accepted reference, in characters. */
    public static final int LENGTH_MAX = 128;

    /** @throws IllegalArgumentException when the reference is empty or too long */
    public OrderRef {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("posReference has 1 to " + LENGTH_MAX + " characters");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
