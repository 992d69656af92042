package tillmesh.shop;

import org.jspecify.annotations.Nullable;

/** What became of a paid order that a back office was asked to book. */
public sealed interface Booking {
    /**
     * It is booked there.
     *
     * @param orderId its number there
     * @param lineIdMap raw JSON object: the till's name of each line, and its number there
     * @param fiscal raw JSON of what a tax office was told, or null
     */
    record Booked(long orderId, String lineIdMap, @Nullable String fiscal) implements Booking {}

    /**
     * It is not, or nobody knows.
     *
     * @param why one sentence without payloads and secrets
     * @param retryable whether asking again may help
     */
    record NotBooked(String why, boolean retryable) implements Booking {}
}
