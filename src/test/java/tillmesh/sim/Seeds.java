package tillmesh.sim;

/**
 * Which seeds a test looks at: 1 to its own number of them, to that of {@code -Dtillmesh.runs}, or only the one of {@code
 * -Dtillmesh.seed}.
 */
record Seeds(long first, long last) {

    /** @param usual how many when nobody asks for others */
    static Seeds asked(int usual) {
        Long only = Long.getLong("tillmesh.seed");
        return only == null ? new Seeds(1, Long.getLong("tillmesh.runs", usual)) : new Seeds(only, only);
    }

    /** How many. */
    long count() {
        return last - first + 1;
    }

    /** What a test fails with: one line that names the seed, what happened, and the command that replays it. */
    static AssertionError failure(Class<?> test, long seed, Throwable why) {
        String what = why instanceof AssertionError && why.getMessage() != null ? why.getMessage() : why.toString();
        String line = String.valueOf(what).strip().replaceAll("\\s*\\R\\s*", " | ");
        return new AssertionError(
                "seed " + seed + ": " + line + " - replay: mvn test -Dtest=" + test.getSimpleName()
                        + " -Dtillmesh.seed=" + seed,
                why);
    }
}
