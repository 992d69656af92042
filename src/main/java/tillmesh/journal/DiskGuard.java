package tillmesh.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/**
 * Keeps the disk from surprising us: below a floor of free space writes are refused while reading and closing still work,
 * and a reserve file is given up when the disk is full all the same. Loop thread only, but {@link #accepting} is for all.
 */
final class DiskGuard {
    private final Path dir;
    private final Path reserveFile;
    private final JournalLimits limits;
    private volatile boolean accepting = true;
    private volatile long freeBytes = Long.MAX_VALUE;
    private boolean failed;

    DiskGuard(DataFolder folder, JournalLimits limits) {
        this.dir = folder.dir();
        this.reserveFile = folder.reserve();
        this.limits = limits;
        look();
    }

    /** Looks at the free space; makes the reserve when there is room for it. To be called every second or so. */
    void look() {
        try {
            freeBytes = Files.getFileStore(dir).getUsableSpace();
        } catch (IOException e) {
            freeBytes = 0;
        }
        long reserved = reserved();
        accepting = freeBytes >= limits.freeMin() && !failed;
        if (failed && freeBytes + reserved >= limits.freeMin() + limits.reserve()) {
            // Space has come back: try again; the next failure closes the door anew.
            failed = false;
        }
        if (accepting && reserved < limits.reserve() && freeBytes >= limits.freeMin() + limits.reserve()) {
            makeReserve();
        }
    }

    /** SQLite said that the disk is full: no more writes until {@link #look} sees room, and the reserve is freed. */
    void full() {
        failed = true;
        accepting = false;
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
                    (failed ? "the disk refused a write a moment ago: " : "the disk is full: ") + (freeBytes >> 20)
                            + " MiB free in " + dir + ", " + (limits.freeMin() >> 20) + " MiB are kept back",
                    "free space in the data folder; selling goes on by itself then");
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
