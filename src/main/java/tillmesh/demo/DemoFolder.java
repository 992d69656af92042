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

    /** Deletes the lanes that an earlier demo left, and nothing else. @throws Fault when something else lies there */
    static void erase(Path dir) {
        for (String id : DemoSetup.LANES) {
            Path lane = dir.resolve(id);
            if (Files.exists(lane)) {
                // A typing error in a path must never cost anybody a folder of theirs.
                if (!Files.exists(lane.resolve(MARKER))) {
                    throw new Fault(
                            Remedy.CALL_SOMEONE,
                            lane + " is not the data folder of a lane, so --fresh does not delete it",
                            "delete it yourself, or name another folder with --data.dir=DIR");
                }
                delete(lane);
            }
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
