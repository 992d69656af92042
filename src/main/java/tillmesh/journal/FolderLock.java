package tillmesh.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** Only one process may have a data folder open. The lock goes with the process, however it ends; the text in it tells who. */
public final class FolderLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private FolderLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the folder.
     *
     * @throws Fault with {@link Remedy#RETRY} when another process has it; the sentence says who
     */
    public static FolderLock take(DataFolder folder) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new FolderLock(channel, lock);
            }
        } catch (OverlappingFileLockException e) {
            // This very process has it; told below like any other holder.
        } catch (IOException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the lock file " + folder.lock() + " cannot be opened: " + e.getMessage(),
                    "let this user write the data folder",
                    e);
        }
        closeQuietly(channel);
        throw new Fault(
                Remedy.RETRY,
                "the data folder " + folder.dir() + " is in use by " + holder(folder.lock()),
                "stop that process first, or set another data.dir");
    }

    /** Writes who holds it, for people and for the commands that look for the running node. @param json one JSON object */
    public void announce(String json) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the lock file cannot be written: " + e.getMessage(),
                    "free space in the data folder",
                    e);
        }
    }

    private static String holder(Path lock) {
        try {
            String text = Files.readString(lock).strip();
            return text.isEmpty() ? "a process that has just started" : text;
        } catch (IOException e) {
            return "another process";
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Nothing was written through it.
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            lock.release();
            channel.close();
        } catch (IOException e) {
            // The process ends; the system takes the lock back.
        }
    }
}
