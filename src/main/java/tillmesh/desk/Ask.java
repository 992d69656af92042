package tillmesh.desk;

import org.jspecify.annotations.Nullable;
import tillmesh.lease.Holder;

/**
 * Who asks, and under which name of the operation.
 *
 * @param terminal the signed-in screen
 * @param opId the device's name for the operation, or null when it wants no acknowledgement
 */
record Ask(Terminal terminal, @Nullable String opId) {
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
