package tillmesh.cloud;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.shop.LaneId;

/** Whose batch is on its way to a cloud that takes one at a time; to any other cloud everybody goes at once. Loop thread only. */
final class Turn {
    private final boolean one;
    private @Nullable Object taken;
    private @Nullable LaneId last;

    Turn(boolean one) {
        this.one = one;
    }

    /** Whether a batch may go. */
    boolean free() {
        return taken == null;
    }

    /** A batch goes. @param flight which @param origin of what that lane wrote */
    void begun(Object flight, LaneId origin) {
        if (one) {
            taken = flight;
            last = origin;
        }
    }

    /** It is over, with an answer or without. */
    void over(Object flight) {
        if (taken == flight) {
            taken = null;
        }
    }

    /** Whether what is next of the same lane has to let the others go first. */
    boolean taking() {
        return one;
    }

    /** The lanes in the order in which they are to be asked: who went last comes last. */
    void order(List<LaneId> origins) {
        int at = last == null ? -1 : origins.indexOf(last);
        if (at >= 0) {
            Collections.rotate(origins, -(at + 1));
        }
    }
}
