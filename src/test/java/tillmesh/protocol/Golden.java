package tillmesh.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The golden frames, one file each, named after the message: {@code TYPE.json}, or {@code TYPE.variant.json}. A file is the
 * frame to the letter and one line feed, so that suites in other languages can read the same files.
 */
final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "hub");

    private Golden() {}

    /** The frame of that name. */
    static String frame(String name) throws IOException {
        String text = Files.readString(FOLDER.resolve(name + ".json"));
        if (!text.endsWith("\n")) {
            throw new AssertionError(name + ".json must end with one line feed");
        }
        return text.substring(0, text.length() - 1);
    }

    /** The names of all files. */
    static Set<String> names() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .collect(Collectors.toSet());
        }
    }
}
