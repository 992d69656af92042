package tillmesh.sim;

import org.jspecify.annotations.Nullable;
import tillmesh.desk.Line;
import tillmesh.protocol.Request;

/** A frame that reached the node. @param opId the device's name for it, or null */
record Asked(
        long at,
        String device,
        Line line,
        Request request,
        @Nullable String opId) {}
