package tillmesh.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/**
 * Keeps the disk from surprising us: below a floor of room writes are refused while reading and closing still work, and a
 * reserve file is given up when the disk is full all the same. Room is what is free on the disk, or what is left below the
 * ceiling of the file if that is less, so that both behave alike. Loop thread only, but {@link #accepting} is for all.
 */
final class DiskGuard {
    /** After the disk was full, writes are tried again only with this much room: no door that opens and shuts each second. */
    static final long RESUME_BYTES = 256L << 10;

    private static final String FREE_SPACE = "free space in the data folder; selling goes on by itself then";

    private final Path dir;
    private final Path reserveFile;
    private final JournalLimits limits;
    private volatile boolean accepting = true;
    private volatile long freeBytes = Long.MAX_VALUE;
    private long room = Long.MAX_VALUE;
    private String trouble = "";
    private String hint = FREE_SPACE;
    private boolean full;

    DiskGuard(DataFolder folder, JournalLimits limits) {
        this.dir = folder.dir();
        this.reserveFile = folder.reserve();
        this.limits = limits;
    }

    /**
     * Looks at the room; makes the reserve when there is enough. To be called every second or so.
     *
     * @param belowCeiling bytes by which the database file may still grow or that are free in it
     * @param toFold bytes by which the database will grow when the log is folded: they are spoken for
     */
    void look(long belowCeiling, long toFold) {
        // Of a file object, which asks the system once; a file store reads the list of mounts each time.
        freeBytes = dir.toFile().getUsableSpace();
        room = Math.min(freeBytes - toFold, belowCeiling);
        full = full && room + reserved() < limits.freeMin() + limits.reserve() + RESUME_BYTES;
        trouble = full ? trouble : "";
        hint = FREE_SPACE;
        accepting = !full && room >= limits.freeMin();
        if (accepting && freeBytes >= limits.freeMin() + limits.reserve() && reserved() < limits.reserve()) {
            makeReserve();
        }
    }

    /** A write was refused by the disk: no more of them until {@link #look} sees that it may work again. */
    void refused(Fault why) {
        if (why.remedy() != Remedy.RETRY || SqlTrouble.kind(why.getCause()) == SqlTrouble.Kind.BUSY || !accepting) {
            return;
        }
        accepting = false;
        trouble = String.valueOf(why.getMessage());
        hint = why.hint();
        if (SqlTrouble.kind(why.getCause()) == SqlTrouble.Kind.FULL) {
            full = true;
            giveUpReserve();
        }
    }

    /** Somebody deleted or moved the database: what is written now would be gone with the process. */
    void removed() {
        accepting = false;
        trouble = "the database file in " + dir + " was removed while the lane runs";
        hint = "put it back if it was moved, and restart the lane";
    }

    private void giveUpReserve() {
        try {
            Files.deleteIfExists(reserveFile);
        } catch (IOException e) {
            // Then it is not ours to free; refusing writes is what counts.
        }
    }

    /** Whether new entries are taken. Any thread. */
    boolean accepting() {
        return accepting;
    }

    /** Free bytes at the last look. Any thread. */
    long freeBytes() {
        return freeBytes;
    }

    /** @throws Fault when new entries are not taken now */
    void check() {
        if (!accepting) {
            throw new Fault(
                    Remedy.RETRY,
                    trouble.isEmpty()
                            ? "the disk is full: " + (room >> 20) + " MiB of room in " + dir + ", "
                                    + (limits.freeMin() >> 20) + " MiB are kept back"
                            : trouble,
                    hint);
        }
    }

    private long reserved() {
        try {
            return Files.exists(reserveFile) ? Files.size(reserveFile) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    // Written, not only sized: a sparse file reserves nothing.
    private void makeReserve() {
        try (RandomAccessFile file = new RandomAccessFile(reserveFile.toFile(), "rw")) {
            byte[] block = new byte[1 << 16];
            for (long at = file.length(); at < limits.reserve(); at += block.length) {
                file.seek(at);
                file.write(block, 0, (int) Math.min(block.length, limits.reserve() - at));
            }
        } catch (IOException e) {
            // The next look tries again.
        }
    }
}
