package tillmesh.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tillmesh.journal.DataFolder;

/**
 * The disk of a lane: real files in memory, one folder for each time the power failed. A cut copies the files as they are;
 * what the operating system had not flushed may be missing from the copy. The folder of the dead process is left alone.
 */
final class SimDisk implements AutoCloseable {
    // A flush to memory costs nothing, and nothing is lost by it: what a cut takes away is decided here, not by the
    // machine.
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final int SECTOR = 512;

    private final Dice dice;
    private final Path root;
    private DataFolder folder;
    private @Nullable DataFolder torn;
    private byte[] earlierHead = {};
    private byte[] earlierMarker = {};
    private int folders;

    SimDisk(Dice dice) {
        this.dice = dice;
        try {
            root = Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "tillmesh-sim")
                    : Files.createTempDirectory("tillmesh-sim");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        folder = newFolder();
    }

    /** Where the node finds its files now. */
    DataFolder folder() {
        return folder;
    }

    /** The small files as they are now may be what a later cut leaves: they are not flushed with every commit. */
    void rememberSmallFiles() {
        earlierHead = bytes(folder.headMark());
        earlierMarker = bytes(folder.marker());
    }

    /** Commits, and keeps a copy as if the power had failed while the log was written. */
    void tear(Runnable commit) {
        torn = copy();
        byte[] before = bytes(folder.wal());
        commit.run();
        write(torn.wal(), mixed(before, bytes(folder.wal())));
    }

    // A prefix of what was to be written, or whole sectors of it in any order; the log's first sector goes first.
    private byte[] mixed(byte[] before, byte[] after) {
        byte[] mixed = java.util.Arrays.copyOf(before, Math.max(before.length, after.length));
        if (dice.oneIn(2)) {
            System.arraycopy(after, 0, mixed, 0, dice.oneIn(4) ? after.length : dice.between(0, after.length));
            return mixed;
        }
        for (int at = 0; at < after.length; at += SECTOR) {
            if (at == 0 || dice.oneIn(2)) {
                System.arraycopy(after, at, mixed, at, Math.min(SECTOR, after.length - at));
            }
        }
        return mixed;
    }

    /** The power is back: what is on the disk now is found in a folder of its own. */
    void powerCut(Ending ending) {
        DataFolder after = torn == null ? copy() : torn;
        torn = null;
        if (ending != Ending.KILL && earlierHead.length > 0 && dice.oneIn(3)) {
            write(after.headMark(), earlierHead);
        }
        if (ending == Ending.CUT_AFTER_OPENING && earlierMarker.length > 0 && dice.oneIn(2)) {
            write(after.marker(), earlierMarker);
        }
        folder = after;
    }

    /** A copy of the present files in a folder of their own. */
    DataFolder copy() {
        DataFolder copy = newFolder();
        for (Path file : List.of(folder.database(), folder.wal(), folder.headMark(), folder.marker())) {
            if (Files.exists(file)) {
                write(copy.dir().resolve(file.getFileName()), bytes(file));
            }
        }
        return copy;
    }

    /** A disk of its own with a copy of the present files. */
    SimDisk copyToOther(Dice other) {
        SimDisk copy = new SimDisk(other);
        for (Path file : List.of(folder.database(), folder.wal(), folder.headMark(), folder.marker())) {
            if (Files.exists(file)) {
                write(copy.folder.dir().resolve(file.getFileName()), bytes(file));
            }
        }
        return copy;
    }

    /** The small files beside the database are those of another disk, as when only the database was put back. */
    void takeMarkerOf(SimDisk other) {
        write(folder.marker(), bytes(other.folder.marker()));
        write(folder.headMark(), bytes(other.folder.headMark()));
    }

    /** Forgets all folders but the present one. */
    void tidy() {
        try (Stream<Path> all = Files.list(root)) {
            all.filter(dir -> !dir.equals(folder.dir())).forEach(SimDisk::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        delete(root);
    }

    private DataFolder newFolder() {
        return DataFolder.open(root.resolve("disk-" + ++folders));
    }

    private static void delete(Path dir) {
        try (Stream<Path> all = Files.walk(dir)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
