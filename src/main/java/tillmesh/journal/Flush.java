package tillmesh.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes files and renames durable. Never for a database that is open: closing a file lets go of SQLite's locks on it. */
final class Flush {
    private Flush() {}

    static void file(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Makes renames in a folder durable, where the system can (Windows does so by itself). */
    static void folder(Path dir) {
        if (Files.isDirectory(dir)) {
            try (FileChannel channel = FileChannel.open(dir, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException e) {
                // Not on this system.
            }
        }
    }
}
