package tillmesh.entry;

import org.jspecify.annotations.Nullable;

/**
 * What a use case wants to put into the journal; number, stamp and hash are given there.
 *
 * @param topic what it is, see {@link Topics}
 * @param subject about what, or null
 * @param token fencing token (16 bytes in hex) of the lease under which it was written, or null
 * @param version the version that the subject has after this entry, 0 when it has none
 * @param base the entry that this one was made from (the order's head before it), or null
 * @param screen the terminal that caused it, or null when the node itself did
 * @param opId the terminal's own name for the operation, or null
 * @param payload JSON text, kept to the letter
 */
public record Draft(
        String topic,
        @Nullable String subject,
        @Nullable String token,
        long version,
        @Nullable String base,
        @Nullable String screen,
        @Nullable String opId,
        String payload) {}
