package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import tillmesh.cloud.Trouble;

/**
 * What an error of Odoo's means. It is told by the name of its class alone: its number is not the same in all versions, and
 * its message is translated. The traceback that comes with it is left where it is.
 */
final class OdooError {
    static final String SESSION_EXPIRED = "SessionExpiredException";
    private static final String ACCESS_DENIED = "AccessDenied";

    /** Their messages are made for people. */
    private static final Set<String> FOR_PEOPLE = Set.of("ValidationError", "UserError", "RedirectWarning");
    /** The database gave up on the call, and may take it the next time. Nothing of it was kept. */
    private static final Set<String> PASSING = Set.of(
            "SerializationFailure",
            "TransactionRollbackError",
            "DeadlockDetected",
            "LockNotAvailable",
            "QueryCanceled",
            "QueryCanceledError",
            "OperationalError",
            "InterfaceError",
            "ReadOnlySqlTransaction",
            "AdminShutdown",
            "CrashShutdown",
            "CannotConnectNow",
            "TooManyConnections",
            "PoolError",
            "TooManyRequests",
            "ServiceUnavailable");

    private static final int MESSAGE_MAX = 160;

    private OdooError() {}

    /** @param error the member {@code error} of an answer */
    static OdooAnswer.Failed of(JsonNode error) {
        String name = last(error.path("data").path("name").asText());
        String why = name.isEmpty() ? "Odoo answers with an error" : "Odoo says " + name;
        String message = FOR_PEOPLE.contains(name)
                ? line(error.path("data").path("message").asText())
                : "";
        return new OdooAnswer.Failed(trouble(name), name, message, null, why);
    }

    private static Trouble trouble(String name) {
        if (name.isEmpty() || PASSING.contains(name)) {
            return Trouble.UNKNOWN;
        }
        return switch (name) {
            // The call can be done once somebody has signed in again.
            case SESSION_EXPIRED, ACCESS_DENIED -> Trouble.NOT_ALLOWED;
            case "NotFound" -> Trouble.MISCONFIGURED;
            // All others are about what was asked for: Odoo takes a failed call back as a whole.
            default -> Trouble.REFUSED;
        };
    }

    // A name from outside goes into sentences and logs.
    private static String last(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.matches("[A-Za-z_][A-Za-z0-9_]{0,59}") ? last : "";
    }

    /** One line of what was written for people, not too long. */
    static String line(String message) {
        String line = message.strip().lines().findFirst().orElse("").strip();
        return line.length() <= MESSAGE_MAX ? line : line.substring(0, MESSAGE_MAX - 1) + "…";
    }
}
