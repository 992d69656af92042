package tillmesh.desk;

import java.util.function.Consumer;
import tillmesh.shop.Role;

/** Asks the back office who a token belongs to. Production: Odoo over HTTP. */
@FunctionalInterface
public interface TokenCheck {
    /**
     * Asks. Called on the loop thread, must return at once and must not throw.
     *
     * @param token as the screen sent it, empty only where that is allowed; never logged
     * @param deviceId the device's id, not empty
     * @param answered to be told once, on any thread, within a minute
     */
    void who(String token, String deviceId, Consumer<Answer> answered);

    /** What the back office says. */
    sealed interface Answer {
        /** Known there. @param uid the person's number @param name for people to read */
        record Known(int uid, String name, Role role) implements Answer {}

        /** It says no. @param reason one sentence for people */
        record Refused(String reason) implements Answer {}

        /** It says nothing about this token: it is not there, or not itself. @param why a few words, without secrets */
        record Silent(String why) implements Answer {}
    }
}
