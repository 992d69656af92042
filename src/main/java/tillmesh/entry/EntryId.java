package tillmesh.entry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tillmesh.shop.LaneId;

/**
 * The name of one entry in the whole shop and in every cloud, and its idempotency key there.
 *
 * @param stream which life of which lane
 * @param seq 1 and up, without gaps within the stream
 */
public record EntryId(Stream stream, long seq) {
    private static final Pattern FORM = Pattern.compile("(.+)-([0-9a-f]{8})-([1-9][0-9]{0,18})");

    /** @throws IllegalArgumentException when seq is below 1 */
    public EntryId {
        if (seq < 1) {
            throw new IllegalArgumentException("entries are numbered from 1, not " + seq);
        }
    }

    /** Reads {@code L1-5f3a90c1-42}. @throws IllegalArgumentException when the text has another form or the number is too large */
    public static EntryId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("an entry id looks like L1-5f3a90c1-42");
        }
        int incarnation = Integer.parseUnsignedInt(matcher.group(2), 16);
        return new EntryId(new Stream(new LaneId(matcher.group(1)), incarnation), Long.parseLong(matcher.group(3)));
    }

    /** {@code L1-5f3a90c1-42}: lane, incarnation as 8 hex digits, number. */
    @Override
    public String toString() {
        return stream + "-" + seq;
    }
}
