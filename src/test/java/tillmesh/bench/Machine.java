package tillmesh.bench;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where it was measured: figures without that are worth nothing. */
final class Machine {
    private Machine() {}

    /** Lines for a report. @param dir the folder whose disk was used */
    static List<String> lines(Path dir) throws IOException {
        FileStore store = Files.getFileStore(dir);
        return List.of(
                "cpu: " + field(Path.of("/proc/cpuinfo"), "model name") + ", "
                        + Runtime.getRuntime().availableProcessors() + " cores, "
                        + field(Path.of("/proc/meminfo"), "MemTotal") + " of memory",
                "system: " + System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "disk: " + store.type() + " on " + store.name() + " (" + mount(store.name()) + ")",
                "flush: fdatasync of SQLite's write-ahead log at each commit (synchronous=FULL)",
                "java of the load generator: " + System.getProperty("java.vm.name") + " "
                        + System.getProperty("java.version"),
                "load average at the start: " + load());
    }

    /** The load average of the last minute. */
    static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).split(" ", 2)[0] : "unknown";
    }

    private static String field(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            return "unknown";
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String mount(String device) throws IOException {
        Path file = Path.of("/proc/mounts");
        if (!Files.exists(file)) {
            return "unknown";
        }
        return Files.readAllLines(file).stream()
                .map(line -> line.split(" "))
                .filter(words -> words[0].equals(device))
                .map(words -> words[3])
                .findFirst()
                .orElse("unknown");
    }
}
