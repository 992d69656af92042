package tillmesh.sim;

import org.jspecify.annotations.Nullable;

/** Waits for the moment at which the power is to fail. */
final class Power {
    private @Nullable Ending armed;
    private int left;

    /** The power fails when the node comes to that place for the {@code n}-th time from now. */
    void arm(Ending place, int n) {
        armed = place;
        left = n;
    }

    void disarm() {
        armed = null;
    }

    /** Whether it is now. */
    boolean fails(Ending place) {
        return armed == place && --left <= 0;
    }

    /** The node is at that place. @throws PowerCut if it was to happen here */
    void at(Ending place) {
        if (fails(place)) {
            throw new PowerCut(place);
        }
    }
}
