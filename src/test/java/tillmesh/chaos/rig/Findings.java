package tillmesh.chaos.rig;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was promised and not kept, as sentences. Any thread. */
public final class Findings {
    private static final int KEPT_MAX = 50;

    private final List<String> sentences = new ArrayList<>();
    private long count;

    /** Adds one. */
    public synchronized void add(String sentence) {
        count++;
        if (sentences.size() < KEPT_MAX) {
            sentences.add(sentence);
            System.out.println("VIOLATION " + sentence);
        }
    }

    /** Adds the sentence if it is not so. */
    public void unless(boolean so, String sentence, @Nullable Object... args) {
        if (!so) {
            add(String.format(sentence, args));
        }
    }

    /** How many there were, also those that are not kept. */
    public synchronized long count() {
        return count;
    }

    /** The first of them. */
    public synchronized List<String> sentences() {
        return List.copyOf(sentences);
    }
}
