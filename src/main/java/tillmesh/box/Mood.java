package tillmesh.box;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a box behaves, so that people can see what lanes make of it. */
public enum Mood {
    /** It stores and says so. */
    WELL("stores and says so"),
    /** It answers 503 and stores nothing. */
    CLOSED("is closed: 503, and stores nothing"),
    /** It stores, and the answer never arrives. */
    DEAF("stores, and its answers are lost"),
    /** A page of somebody else's answers in its place, with 200. */
    PORTAL("hides behind a portal that answers 200 to everything"),
    /** It refuses every entry that it has not got already. */
    REFUSING("refuses every new entry"),
    /** It takes the key for a wrong one. */
    LOCKED("takes no key any more");

    private final String words;

    Mood(String words) {
        this.words = words;
    }

    /** As in commands and addresses: {@code closed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it does, to be said after "the cloud". */
    public String words() {
        return words;
    }

    /** All words. */
    public static List<String> all() {
        return Arrays.stream(values()).map(Mood::word).toList();
    }

    /** The one of that word. */
    public static Optional<Mood> of(String word) {
        for (Mood mood : values()) {
            if (mood.word().equals(word)) {
                return Optional.of(mood);
            }
        }
        return Optional.empty();
    }
}
