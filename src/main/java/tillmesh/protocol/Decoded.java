package tillmesh.protocol;

import org.jspecify.annotations.Nullable;
import tillmesh.fault.Refusal;

/** What became of one frame: a request, or the reason why it is none. */
public sealed interface Decoded {

    /** The frame is well formed; whether it is allowed is judged elsewhere. */
    record Asked(Envelope envelope) implements Decoded {}

    /**
     * The frame is refused; nothing of it was used.
     *
     * @param opId the operation that the frame names, found as well as a broken frame allows, or null when it names none
     * @param refusal {@code BAD_REQUEST} or {@code TOO_LARGE}, with a sentence that names the member at fault
     */
    record Refused(@Nullable String opId, Refusal refusal) implements Decoded {}
}
