package tillmesh.chaos.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for tests, on the disk of the build and not in memory. */
public final class Folders {
    private Folders() {}

    /** A fresh folder under target. */
    public static Path fresh(String name) {
        try {
            Path parent = Files.createDirectories(Path.of("target", "chaos"));
            return Files.createTempDirectory(parent, name + "-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for " + name, e);
        }
    }

    /** Removes a folder that is not needed to understand a failure. */
    public static void clear(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
