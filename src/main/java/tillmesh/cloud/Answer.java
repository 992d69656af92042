package tillmesh.cloud;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;

/** What came of a batch. Only {@link Named} and {@link Counted} are receipts, and only if they name what was sent. */
public sealed interface Answer {
    /**
     * The cloud named entry by entry what it did. What it names in neither is sent again.
     *
     * @param stored there now, or there before to the letter
     * @param refused refused for good, each with one sentence why
     */
    record Named(Set<EntryId> stored, Map<EntryId, String> refused) implements Answer {
        /** Takes copies. */
        public Named {
            stored = Set.copyOf(stored);
            refused = Map.copyOf(refused);
        }
    }

    /**
     * The cloud says how many it stored, and the hash of the last one.
     *
     * @param count must be the size of the batch
     * @param lastHash must be that of its last entry
     */
    record Counted(long count, Hash lastHash) implements Answer {}

    /**
     * No receipt.
     *
     * @param trouble what may be done
     * @param retryAfter how long the cloud wants to be left alone, null when it did not say
     * @param why one sentence, without payloads and secrets
     */
    record Failed(Trouble trouble, @Nullable Duration retryAfter, String why) implements Answer {
        /** Without a word on when to come again. */
        public static Failed of(Trouble trouble, String why) {
            return new Failed(trouble, null, why);
        }
    }
}
