package tillmesh.status;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tillmesh.config.Secret;

/**
 * Lets in who shows the admin token, and makes guessing it hopeless: after {@value #GUESSES_MAX} wrong ones an address
 * waits {@link #PENANCE} for each further try. Any thread.
 */
final class AdminDoor {
    /** Wrong tokens that one address may show in a row. */
    static final int GUESSES_MAX = 10;

    /** How long one wrong token counts. */
    static final Duration PENANCE = Duration.ofSeconds(6);

    /** Addresses whose guesses are remembered; the one that guessed longest ago is forgotten first. */
    static final int ADDRESSES_MAX = 1024;

    private static final String SCHEME = "Bearer ";

    private final Secret token;
    private final LongSupplier millis;
    private final Map<String, Long> forgivenAt = new LinkedHashMap<>();

    /** @param token empty = nobody is let in @param millis a clock that never goes back */
    AdminDoor(Secret token, LongSupplier millis) {
        this.token = token;
        this.millis = millis;
    }

    /**
     * Judges an {@code Authorization} header.
     *
     * @param address who shows it
     * @return why not, or null when it is the admin
     */
    @Nullable
    Outcome refusal(String address, @Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Outcome.refused(
                    401,
                    "This needs the admin token: send Authorization: Bearer and auth.admin-token or the text of admin.token.");
        }
        if (mustWait(address)) {
            return Outcome.refused(429, "Too many wrong tokens came from " + address + "; wait a minute.");
        }
        if (token.matches(authorization.substring(SCHEME.length()).strip())) {
            return null;
        }
        guessed(address);
        return Outcome.refused(401, "This is not the admin token of this node.");
    }

    private synchronized boolean mustWait(String address) {
        long now = millis.getAsLong();
        long owed = forgivenAt.getOrDefault(address, now) - now;
        return owed > (GUESSES_MAX - 1) * PENANCE.toMillis();
    }

    private synchronized void guessed(String address) {
        Long before = forgivenAt.remove(address);
        long now = millis.getAsLong();
        forgivenAt.put(address, (before == null ? now : Math.max(before, now)) + PENANCE.toMillis());
        if (forgivenAt.size() > ADDRESSES_MAX) {
            forgivenAt.remove(forgivenAt.keySet().iterator().next());
        }
    }
}
