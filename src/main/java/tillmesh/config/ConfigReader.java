package tillmesh.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of a node from all places where they may stand; a later place wins: defaults, the file ({@code
 * --config}, else {@code conf/tillmesh.properties} in the working folder if it is there), the environment, {@code
 * --key=value}. Reads files, changes and opens nothing else. Any thread.
 */
public final class ConfigReader {
    /** The file that is read when none is named. */
    static final String FILE = "conf/tillmesh.properties";

    private static final String CONFIG = "config";

    private final Path folder;
    private final Environment environment;

    /**
     * @param folder the working folder, for the file
     * @param environment the variables of the process
     */
    public ConfigReader(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = new Environment(environment);
    }

    /** A reader for this process. */
    public static ConfigReader ofProcess() {
        return new ConfigReader(Path.of(""), System.getenv());
    }

    /**
     * Reads everything and checks it.
     *
     * @param arguments {@code --key=value} and {@code --config=FILE}; anything else is a problem
     */
    public Reading read(List<String> arguments) {
        Gathering gathering = new Gathering();
        SettingsFile file = file(arguments, gathering);
        if (file != null) {
            file.into(gathering);
        }
        environment.into(gathering);
        for (String argument : arguments) {
            argument(argument, gathering);
        }
        return Reading.of(gathering);
    }

    /** Reads {@code --key=value} alone, without file and environment: for a node that must be the same everywhere. */
    public static Reading ofArguments(List<String> arguments) {
        Gathering gathering = new Gathering();
        for (String argument : arguments) {
            argument(argument, gathering);
        }
        return Reading.of(gathering);
    }

    private @Nullable SettingsFile file(List<String> arguments, Gathering gathering) {
        String named = environment.file();
        for (String argument : arguments) {
            if (argument.startsWith("--" + CONFIG + "=")) {
                named = argument.substring(argument.indexOf('=') + 1).strip();
            }
        }
        if (named == null) {
            // The name as people know it, not the resolved one: it is shown as the origin of each value.
            return Files.isRegularFile(folder.resolve(FILE)) ? new SettingsFile(folder.resolve(FILE)) : null;
        }
        if (named.isEmpty()) {
            gathering.problem("--config", "it names no file", "Write --config=FILE");
            return null;
        }
        return new SettingsFile(folder.resolve(named));
    }

    private static void argument(String argument, Gathering gathering) {
        int equals = argument.indexOf('=');
        if (!argument.startsWith("--")) {
            gathering.problem(argument, "a setting was expected here", "Write --key=value");
        } else if (equals < 0) {
            gathering.problem(argument, "it has no value", "Write " + argument + "=VALUE");
        } else if (!argument.startsWith("--" + CONFIG + "=")) {
            String name = argument.substring(2, equals);
            gathering.named(name, argument.substring(equals + 1), "--" + name);
        }
    }
}
