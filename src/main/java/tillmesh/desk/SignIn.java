package tillmesh.desk;

import java.util.function.Consumer;
import tillmesh.shop.Role;

/** Decides who a token belongs to. The answer may come later and from another thread. */
@FunctionalInterface
public interface SignIn {
    /**
     * Checks a token.
     *
     * @param token as the screen sent it; never logged
     * @param deviceId the device's id, not empty
     * @param then told once, on any thread
     */
    void check(String token, String deviceId, Consumer<Verdict> then);

    /** What came of it. */
    sealed interface Verdict {
        /** Known. @param uid the person's number @param name for people to read */
        record Welcome(int uid, String name, Role role) implements Verdict {}

        /** Not known, or nobody could be asked. @param reason one sentence for people */
        record Sorry(String reason) implements Verdict {}
    }
}
