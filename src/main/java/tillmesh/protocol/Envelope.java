package tillmesh.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One decoded frame.
 *
 * @param request what is asked
 * @param opId the client's name for the operation, 1 to 64 characters, or null when it wants no acknowledgement
 */
public record Envelope(Request request, @Nullable String opId) {}
