package tillmesh.sim;

/** A promise was broken. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    private Violation(String what) {
        super(what);
    }

    /** Throws unless {@code holds}. @param what which promise, as a format for {@code args} */
    static void unless(boolean holds, String what, Object... args) {
        if (!holds) {
            throw new Violation(String.format(what, args));
        }
    }
}
