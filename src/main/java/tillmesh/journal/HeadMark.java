package tillmesh.journal;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/**
 * Remembers the last entry whose commit was flushed, in a memory-mapped file that is never flushed itself. It survives the
 * death of the process, and after a power cut it may be behind but never ahead of the database; so a database that has
 * less than it says has lost its tail, which SQLite alone would not notice.
 *
 * <p>Two slots of 24 bytes, written in turn, big-endian: incarnation (4), zero (4), seq (8), CRC-32C of those (8).
 */
final class HeadMark implements AutoCloseable {
    private static final int SLOT = 24;

    private final MappedByteBuffer bytes;
    private boolean second;

    /** The last flushed entry of a lane's own. */
    record Head(int incarnation, long seq) {}

    HeadMark(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, 2L * SLOT);
        } catch (IOException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the head mark " + file + " cannot be opened: " + e.getMessage(),
                    "free space in the data folder, and let this user write it",
                    e);
        }
    }

    /** What stood there before this process; null when nothing readable did. */
    @Nullable
    Head read() {
        Head first = slot(0);
        Head other = slot(SLOT);
        if (first == null || other == null) {
            return first == null ? other : first;
        }
        // Of two lives in the slots the marker tells which is newer; within one life the higher number is.
        return first.incarnation == other.incarnation && other.seq > first.seq ? other : first;
    }

    /** Both slots say the same from here on, so that an older life never shows through. */
    void begin(int incarnation) {
        write(0, new Head(incarnation, 0));
        write(SLOT, new Head(incarnation, 0));
    }

    void moved(int incarnation, long seq) {
        write(second ? SLOT : 0, new Head(incarnation, seq));
        second = !second;
    }

    private void write(int at, Head head) {
        bytes.putInt(at, head.incarnation)
                .putInt(at + 4, 0)
                .putLong(at + 8, head.seq)
                .putLong(at + 16, crc(head));
    }

    private @Nullable Head slot(int at) {
        Head head = new Head(bytes.getInt(at), bytes.getLong(at + 8));
        return bytes.getLong(at + 16) == crc(head) ? head : null;
    }

    // Never 0 for an all-zero slot: a fresh file must not read as a head.
    private static long crc(Head head) {
        CRC32C crc = new CRC32C();
        for (int shift = 0; shift < 32; shift += 8) {
            crc.update(head.incarnation >>> shift);
        }
        for (int shift = 0; shift < 64; shift += 8) {
            crc.update((int) (head.seq >>> shift));
        }
        return crc.getValue() | 1L << 40;
    }

    @Override
    public void close() {
        bytes.force();
    }
}
