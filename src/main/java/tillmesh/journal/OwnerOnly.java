package tillmesh.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes files and folders that only this user may read: they hold customers and sales. On systems without such
 * permissions (Windows) they get those of the folder above.
 */
final class OwnerOnly {
    private OwnerOnly() {}

    /** Makes the file, empty, unless it is there; SQLite gives its log the same permissions. */
    static void file(Path file) throws IOException {
        try {
            if (Files.notExists(file)) {
                Files.createFile(file, permissions(file, "rw-------"));
            }
        } catch (FileAlreadyExistsException e) {
            // Somebody else made it meanwhile.
        }
    }

    /** Makes the folder and those above it. One that is there stays as its owner set it. */
    static void folder(Path folder) throws IOException {
        Files.createDirectories(folder, permissions(folder, "rwx------"));
    }

    private static FileAttribute<?>[] permissions(Path path, String form) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(form))}
                : new FileAttribute<?>[0];
    }
}
