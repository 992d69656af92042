package tillmesh.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A terminal at which nobody sits: remembers what commands say, and types one answer. */
final class Terminal {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console;

    Terminal(Path folder, Map<String, String> environment, String answer) {
        console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> answer,
                folder,
                environment);
    }

    Terminal(Path folder) {
        this(folder, Map.of(), "");
    }

    /** Does one command; what was said before is forgotten. */
    ExitCode run(String... args) {
        out.reset();
        err.reset();
        return Main.run(console, args);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
