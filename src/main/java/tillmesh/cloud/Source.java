package tillmesh.cloud;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a cloud gives out to the shop, page by page. */
public interface Source {
    /** The name of the cloud. */
    String name();

    /**
     * Fetches what comes after a cursor. Called on the loop thread, must return at once and must not throw.
     *
     * @param cursor as the cloud wrote it, empty for the very beginning
     * @param answered to be told once, on any thread; within a minute, or nobody listens any more
     */
    void fetch(String cursor, Consumer<Fetched> answered);

    /** What came of it. */
    sealed interface Fetched {}

    /** @param events in their order @param cursor where to go on @param more whether there is more at once */
    record Page(List<Foreign> events, String cursor, boolean more) implements Fetched {
        /** Takes a copy. */
        public Page {
            events = List.copyOf(events);
        }
    }

    /** @param retryAfter how long it wants to be left alone, null when it did not say @param why one sentence */
    record Nothing(@Nullable Duration retryAfter, String why) implements Fetched {}
}
