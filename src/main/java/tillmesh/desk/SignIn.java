package tillmesh.desk;

import java.time.Duration;
import java.util.function.Consumer;
import tillmesh.shop.Role;

/** Decides who a token belongs to. The answer may come later and from another thread. */
@FunctionalInterface
public interface SignIn {
    /**
     * Checks a token. Loop thread, outside a note.
     *
     * @param token as the screen sent it; never logged
     * @param deviceId the device's id, not empty
     * @param then told once, on any thread; and once more, with {@link Verdict.Sorry}, if a {@link Verdict.Welcome} is taken back
     */
    void check(String token, String deviceId, Consumer<Verdict> then);

    /** How long a socket that was refused waits until its next token is looked at. */
    default Duration pause() {
        return Duration.ZERO;
    }

    /** From here on the other lanes are told what is learned. Before the loop starts. @param tell takes a text; loop thread, within a note */
    default void join(Consumer<String> tell) {}

    /** Another lane told what it learned. Loop thread, within a note. @param told what that lane gave to its own {@code tell} */
    default void heard(String told) {}

    /** What came of it. */
    sealed interface Verdict {
        /** Known. @param uid the person's number @param name for people to read */
        record Welcome(int uid, String name, Role role) implements Verdict {}

        /** Not known, or nobody could be asked. @param reason one sentence for people */
        record Sorry(String reason) implements Verdict {}
    }
}
