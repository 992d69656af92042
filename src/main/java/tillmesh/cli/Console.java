package tillmesh.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tillmesh.config.ConfigReader;
import tillmesh.config.Problem;
import tillmesh.fault.Fault;

/**
 * What surrounds a command: its process's, or a test's.
 *
 * @param out for what was asked for
 * @param err for what went wrong, and the log
 * @param answer the next line that a person types, empty when nobody does
 * @param folder the working folder
 * @param environment the variables
 */
public record Console(
        PrintStream out, PrintStream err, Supplier<String> answer, Path folder, Map<String, String> environment) {
    /** That of this process. */
    @SuppressWarnings("SystemConsoleNull") // Not asked for: a script may pipe its answer.
    static Console ofProcess() {
        return new Console(System.out, System.err, Console::line, Path.of(""), System.getenv());
    }

    private static String line() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Waits. */
    void pause(Duration time) {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    ConfigReader config() {
        return new ConfigReader(folder, environment);
    }

    /** Tells every problem of a configuration, one a line. */
    ExitCode tell(List<Problem> problems) {
        problems.forEach(problem -> err.println("tillmesh: " + problem.sentence()));
        return ExitCode.CONFIGURATION;
    }

    /** Tells a fault. */
    ExitCode tell(Fault why) {
        err.println("tillmesh: " + why.sentence());
        return ExitCode.of(why);
    }

    /** Tells a mistake of ours. */
    ExitCode tellBug(Throwable thrown) {
        err.println("tillmesh: this is a mistake in Tillmesh; report it with what follows.");
        thrown.printStackTrace(err);
        return ExitCode.BUG;
    }
}
