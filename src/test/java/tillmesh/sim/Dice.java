package tillmesh.sim;

import java.lang.StackWalker.Option;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Seeded chance for property tests and the simulator: the same seed gives the same throws on every machine and JDK.
 *
 * <p>{@link #throwing} runs a property once for each of the seeds 1, 2, 3 …, so a build is the same every time. A failure
 * names its seed; {@code -Dtillmesh.seed=N} replays that seed alone, {@code -Dtillmesh.runs=N} looks at more of them.
 */
public final class Dice implements RandomGenerator {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    // What breaks careless text handling: quotes, escapes, controls, separators, two to four bytes in UTF-8.
    private static final String NASTY = "\"\\/\b\f\n\r\t\u0000\u001f\u007f{}[]:,é€ß漢\u2028\u2029\ufeff\uffff";
    private static final String EMOJI = "\ud83c\udf55";

    private final long seed;
    private final SplittableRandom random;

    /** @param seed which sequence of throws */
    public Dice(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** What a property does with the dice of one run; it fails by throwing. */
    @FunctionalInterface
    public interface Property {
        void holds(Dice dice) throws Exception;
    }

    /**
     * Tries a property with {@code runs} seeds, or with the one of {@code -Dtillmesh.seed}.
     *
     * @throws AssertionError that names the seed and how to replay it, caused by what the property threw
     */
    public static void throwing(int runs, Property property) {
        Class<?> test = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE).getCallerClass();
        Seeds seeds = Seeds.asked(runs);
        for (long seed = seeds.first(); seed <= seeds.last(); seed++) {
            tryOne(test, seed, property);
        }
    }

    // Whatever a property throws must come out with its seed, an AssertionError above all.
    private static void tryOne(Class<?> test, long seed, Property property) {
        try {
            property.holds(new Dice(seed));
        } catch (Throwable why) {
            throw Seeds.failure(test, seed, why);
        }
    }

    /** Which sequence this is. */
    public long seed() {
        return seed;
    }

    /** Dice of their own for a part of a run, so that throws in one part do not shift those of another. */
    public Dice split() {
        return new Dice(nextLong());
    }

    @Override
    public long nextLong() {
        return random.nextLong();
    }

    /** A number from {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return (int) nextLong(low, high + 1L);
    }

    /** True once in {@code n} throws on average. */
    public boolean oneIn(int n) {
        return nextInt(n) == 0;
    }

    /** One of them. */
    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return choices[nextInt(choices.length)];
    }

    /** One of them. */
    public <T> T oneOf(List<T> choices) {
        return choices.get(nextInt(choices.size()));
    }

    /** Small letters and digits, {@code shortest} to {@code longest} of them. */
    public String word(int shortest, int longest) {
        StringBuilder word = new StringBuilder();
        for (int left = between(shortest, longest); left > 0; left--) {
            word.append(LETTERS.charAt(nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    /** Text of 0 to {@code longest} characters that breaks careless handling; always well-formed Unicode. */
    public String text(int longest) {
        StringBuilder text = new StringBuilder();
        int length = between(0, longest);
        while (text.length() < length) {
            switch (nextInt(4)) {
                case 0 -> text.append(NASTY.charAt(nextInt(NASTY.length())));
                case 1 -> text.append(text.length() + 2 <= length ? EMOJI : "x");
                default -> text.append((char) between(' ', '~'));
            }
        }
        return text.toString();
    }
}
