package tillmesh.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** The folder in which the demo keeps its lanes. */
final class DemoFolder {
    private static final String MARKER = "store.marker";
    private static final String CLOUD = "cloud";
    private static final String CLOUD_MARKER = "cloud.db";

    private DemoFolder() {}

    /** @throws Fault when it cannot be made */
    static void make(Path dir) {
        try {
            Files.createDirectories(dir);
        } catch (IOException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the demo's folder " + dir + " cannot be made: " + e.getMessage(),
                    "go to a folder that this user may write, or name one with --data.dir=DIR",
                    e);
        }
    }

    /** Where the demo's cloud keeps what came. */
    static Path cloud(Path dir) {
        return dir.resolve(CLOUD);
    }

    /** Deletes the lanes and the cloud that an earlier demo left, and nothing else. @throws Fault when something else lies there */
    static void erase(Path dir) {
        DemoSetup.LANES.forEach(id -> erase(dir.resolve(id), MARKER, "the data folder of a lane"));
        erase(cloud(dir), CLOUD_MARKER, "the folder of a cloud in a box");
    }

    private static void erase(Path folder, String marker, String what) {
        if (Files.exists(folder)) {
            // A typing error in a path must never cost anybody a folder of theirs.
            if (!Files.exists(folder.resolve(marker))) {
                throw new Fault(
                        Remedy.CALL_SOMEONE,
                        folder + " is not " + what + ", so --fresh does not delete it",
                        "delete it yourself, or name another folder with --data.dir=DIR");
            }
            delete(folder);
        }
    }

    private static void delete(Path lane) {
        try {
            Files.walkFileTree(lane, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException trouble)
                        throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the demo's old data in " + lane + " cannot be deleted: " + e.getMessage(),
                    "end a demo that still runs there, and let this user write the folder",
                    e);
        }
    }
}
