package tillmesh.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code config}: does nothing without one of its own commands. */
@Command(
        name = "config",
        description = "Look at the configuration.",
        synopsisSubcommandLabel = "(check | print)",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Missing: check or print.");
    }
}
