package tillmesh.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** How long ago this machine was booted, sleep included: Linux says so in a file, to 10 ms. Any thread. */
final class BootTime implements Supplier<OptionalLong> {
    private final Path file;

    /** @param file of the form of {@code /proc/uptime}; it need not be there */
    BootTime(Path file) {
        this.file = file;
    }

    static BootTime ofThisMachine() {
        return new BootTime(Path.of("/proc/uptime"));
    }

    /** In milliseconds; empty where nobody knows. */
    @Override
    public OptionalLong get() {
        try {
            String[] seconds = Files.readString(file).split("[. ]", 3);
            return OptionalLong.of(Long.parseLong(seconds[0]) * 1_000 + Long.parseLong(seconds[1]) * 10);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return OptionalLong.empty();
        }
    }
}
