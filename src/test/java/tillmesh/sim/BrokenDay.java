package tillmesh.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A shop-day in which a promise was broken or the node ended by itself. */
final class BrokenDay extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String lines;

    /** @param lines the last that happened */
    BrokenDay(Throwable why, EventLog lines) {
        super(why instanceof Violation ? why.getMessage() : "the node ended: " + why, why);
        this.lines = lines.toString();
    }

    /** Keeps the last lines of the day, which are too many for a console, in {@code target/} that folder. */
    void write(String folder, long seed) {
        Path file = Path.of("target", folder, "seed-" + seed + ".log");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
