package tillmesh.shop;

import java.util.regex.Pattern;

/**
 * One checkout lane, by the name its owner gave it, such as {@code L1}.
 *
 * @param name 1 to 32 of letters, digits, {@code _}, {@code .} and {@code -}, beginning with a letter or digit
 */
public record LaneId(String name) implements Comparable<LaneId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");

    /** @throws IllegalArgumentException with a sentence for people when the name has another form */
    public LaneId {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a lane id is 1 to 32 letters, digits, '_', '.' or '-', beginning with a letter or digit");
        }
    }

    @Override
    public int compareTo(LaneId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
