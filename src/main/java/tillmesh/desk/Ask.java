package tillmesh.desk;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Holder;

/**
 * Who asks, and under which name of the operation.
 *
 * @param terminal the signed-in screen
 * @param opId the device's name for the operation, or null when it wants no acknowledgement
 * @param later how a request is answered that could not be decided at once
 */
record Ask(Terminal terminal, @Nullable String opId, Later later) {
    /** Takes the decision of a request that was {@link Outcome.Open} until now. Loop thread, within a note. */
    @FunctionalInterface
    interface Later {
        /** @param decision made for the terminal as it is now: it may have another line than when it asked */
        void decided(Function<Ask, Outcome> decision);
    }

    Holder holder() {
        return terminal.holder();
    }

    Line line() {
        return terminal.line();
    }

    String screen() {
        return terminal.id();
    }
}
