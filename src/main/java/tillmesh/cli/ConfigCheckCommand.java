package tillmesh.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tillmesh.config.Problem;

/** {@code config check}: whether a node would start with these settings. */
@Command(
        name = "check",
        description = "Say everything that is wrong with the settings.",
        mixinStandardHelpOptions = true)
final class ConfigCheckCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private Settings settings = new Settings();

    ConfigCheckCommand(Console console) {
        this.console = console;
    }

    private record Checked(boolean ok, List<Problem> problems) {}

    @Override
    public Integer call() {
        List<Problem> problems = settings.read(console).problems();
        if (json) {
            Json.print(console, new Checked(problems.isEmpty(), problems));
            return problems.isEmpty() ? ExitCode.OK.number() : ExitCode.CONFIGURATION.number();
        }
        if (!problems.isEmpty()) {
            return console.tell(problems).number();
        }
        console.out().println("The configuration is sound.");
        return ExitCode.OK.number();
    }
}
