package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tillmesh.cloud.Trouble;

/** What Odoo said to one call. Immutable. */
public sealed interface OdooAnswer {
    /** The call was done. @param result what it gave back; a missing one is the null node */
    record Said(JsonNode result) implements OdooAnswer {}

    /**
     * The call was not done, or nobody knows.
     *
     * @param trouble what may be done. {@link Trouble#UNKNOWN}: it may have been done all the same.
     * @param name the last part of the error's class name, such as {@code ValidationError}; empty when it was not Odoo that spoke
     * @param message what Odoo's own rules said for people to read, one line; empty for errors of any other kind
     * @param retryAfter how long it wants to be left alone, null when it did not say
     * @param why one sentence without payloads and secrets
     */
    record Failed(
            Trouble trouble,
            String name,
            String message,
            @Nullable Duration retryAfter,
            String why) implements OdooAnswer {
        static Failed of(Trouble trouble, String why) {
            return new Failed(trouble, "", "", null, why);
        }

        /** Whether the session is over: signing in again helps. */
        boolean signedOut() {
            return name.equals(OdooError.SESSION_EXPIRED);
        }

        /** The sentence, with what Odoo's own rules said. */
        public String sentence() {
            return message.isEmpty() ? why : why + ": " + message;
        }
    }

    /** Nobody knows whether it was done. */
    static Failed unknown(String why) {
        return Failed.of(Trouble.UNKNOWN, why);
    }
}
