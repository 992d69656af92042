package tillmesh.fault;

/** Our own promises, checked where they matter. A broken one is a bug, and a bug stops the node: wrong money is worse than no till. */
public final class Check {
    private Check() {}

    /**
     * Stops the node with an {@link AssertionError} unless {@code holds}.
     *
     * @param what which promise was broken, as a format for {@code args}
     */
    public static void that(boolean holds, String what, Object... args) {
        if (!holds) {
            throw new AssertionError(String.format(what, args));
        }
    }
}
