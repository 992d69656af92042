package tillmesh.chaos;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One thing a till asked for, under a name of its own; sent again under the same name until it was acknowledged.
 *
 * @param id the name, also written into the payload, so that the journal can be searched for it
 * @param kind the type of message
 * @param message the whole frame
 * @param order the order it is about, or null
 * @param version the version it must become, 0 when it makes none
 * @param payload what must stand in the journal to the letter; null when the node writes its own words
 */
record Op(
        String id,
        Kind kind,
        String message,
        @Nullable String order,
        long version,
        @Nullable Print payload) {

    /** Whether its name stands in the journal, so that it can be found there without its acknowledgement. */
    boolean named() {
        return payload != null || kind == Kind.TABLE_UPDATE;
    }

    /** What is asked for, and whether it leaves an entry in the journal. */
    enum Kind {
        LEASE_ACQUIRE(false),
        LEASE_RELEASE(true),
        ORDER_SNAPSHOT(true),
        ORDER_FINALIZE(true),
        TABLE_UPDATE(true),
        TICKET_NUMBER_REQUEST(true),
        PUBLISH(true);

        final boolean written;

        Kind(boolean written) {
            this.written = written;
        }
    }

    /** A text by its length and checksum: hundreds of thousands of them are remembered. */
    record Print(int length, long crc) {
        static Print of(String text) {
            CRC32C crc = new CRC32C();
            crc.update(text.getBytes(StandardCharsets.UTF_8));
            return new Print(text.length(), crc.getValue());
        }
    }
}
