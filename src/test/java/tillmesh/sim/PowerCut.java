package tillmesh.sim;

/** Everything stops here: no code of the node runs after it. */
final class PowerCut extends Error {
    private static final long serialVersionUID = 1L;

    private final Ending ending;

    PowerCut(Ending ending) {
        super(ending.name(), null, false, false);
        this.ending = ending;
    }

    Ending ending() {
        return ending;
    }
}
