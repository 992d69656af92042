package tillmesh.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/**
 * Remembers the last commit that was flushed, in a small file that is written after each commit and never flushed itself.
 * It survives the death of the process, and after a power cut it may be behind but never ahead of the database; so a
 * database that has less than it says has lost its tail, which SQLite alone would not notice.
 *
 * <p>Two slots of 32 bytes, written in turn, big-endian: incarnation (4), zero (4), seq (8), other commits (8), CRC-32C
 * of those (8).
 */
final class HeadMark implements AutoCloseable {
    private static final int SLOT = 32;

    private final RandomAccessFile file;
    private final ByteBuffer bytes = ByteBuffer.allocate(SLOT);
    private boolean second;

    /**
     * What was flushed last.
     *
     * @param seq last number of that life
     * @param others commits that held no entry of the lane's own, over all lives
     */
    record Head(int incarnation, long seq, long others) {
        boolean nothing() {
            return seq == 0 && others == 0;
        }
    }

    HeadMark(Path path) {
        try {
            file = new RandomAccessFile(path.toFile(), "rw");
        } catch (IOException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the head mark " + path + " cannot be opened: " + e.getMessage(),
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
        // Of two lives in the slots the first is newer, see begin; within one life the higher numbers are.
        boolean newer = other.seq > first.seq || (other.seq == first.seq && other.others > first.others);
        return first.incarnation == other.incarnation && newer ? other : first;
    }

    /** Both slots say the same from here on, so that an older life never shows through. */
    void begin(int incarnation, long others) {
        second = false;
        moved(new Head(incarnation, 0, others));
        moved(new Head(incarnation, 0, others));
    }

    /** After each commit. A disk that does not take it only leaves the mark behind, which is allowed. */
    void moved(Head head) {
        bytes.clear()
                .putInt(head.incarnation)
                .putInt(0)
                .putLong(head.seq)
                .putLong(head.others)
                .putLong(crc(head));
        try {
            file.seek(second ? SLOT : 0);
            file.write(bytes.array());
            second = !second;
        } catch (IOException e) {
            // The same slot is tried again after the next commit.
        }
    }

    private @Nullable Head slot(int at) {
        try {
            if (file.length() < at + SLOT) {
                return null;
            }
            file.seek(at);
            file.readFully(bytes.array());
        } catch (IOException e) {
            return null;
        }
        Head head = new Head(bytes.getInt(0), bytes.getLong(8), bytes.getLong(16));
        return bytes.getLong(24) == crc(head) ? head : null;
    }

    // Never 0 for an all-zero slot: a fresh file must not read as a head.
    private static long crc(Head head) {
        CRC32C crc = new CRC32C();
        for (int shift = 0; shift < 32; shift += 8) {
            crc.update(head.incarnation >>> shift);
        }
        for (int shift = 0; shift < 64; shift += 8) {
            crc.update((int) (head.seq >>> shift));
            crc.update((int) (head.others >>> shift));
        }
        return crc.getValue() | 1L << 40;
    }

    @Override
    public void close() {
        try {
            file.getFD().sync();
            file.close();
        } catch (IOException e) {
            // It is behind at worst.
        }
    }
}
