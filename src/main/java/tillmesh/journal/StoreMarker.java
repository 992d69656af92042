package tillmesh.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/**
 * A small file beside the database that says which disk this is and which life wrote here last. A database that does not
 * fit it was put back from a backup or came from elsewhere.
 *
 * @param storeId 32 hex digits, random
 * @param incarnation the newest life of the lane that opened this folder
 */
record StoreMarker(String storeId, int incarnation) {
    private static final Logger LOG = LoggerFactory.getLogger(StoreMarker.class);
    private static final Pattern FORM = Pattern.compile("store=([0-9a-f]{32})\nincarnation=([0-9a-f]{8})\n");

    /** Reads the file; null when it is not there or unreadable as a marker. */
    static @Nullable StoreMarker read(Path file) {
        try {
            Matcher matcher = FORM.matcher(Files.exists(file) ? Files.readString(file) : "");
            return matcher.matches()
                    ? new StoreMarker(matcher.group(1), Integer.parseUnsignedInt(matcher.group(2), 16))
                    : null;
        } catch (IOException e) {
            // Not text any more, or not readable: the same as no marker, which is the careful reading.
            return null;
        }
    }

    /** Writes the file so that a power cut leaves the old or the new one, never half of one. */
    void write(Path file) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        String text = "store=" + storeId + "\nincarnation=" + String.format("%08x", incarnation) + "\n";
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the store marker " + file + " cannot be written: " + e.getMessage(),
                    "free space in the data folder, and let this user write it",
                    e);
        }
    }

    /** As {@link #write}, where what it marks is committed already: without the marker the next start draws a new store id. */
    void tryWrite(Path file) {
        try {
            write(file);
        } catch (Fault why) {
            LOG.warn("{} The next start takes this for a new disk, which does no harm.", why.sentence());
        }
    }
}
