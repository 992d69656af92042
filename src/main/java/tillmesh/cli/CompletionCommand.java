package tillmesh.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: a script with which a shell completes our commands. */
@Command(
        name = "completion",
        description = "Print a script that completes commands: source <(tillmesh completion bash).",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    private final Console console;

    /** Shells that are served. */
    enum Shell {
        /** As it is. */
        bash,
        /** By its way to read scripts for bash. */
        zsh
    }

    @Parameters(
            paramLabel = "SHELL",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.",
            arity = "0..1")
    private Shell shell = Shell.bash;

    @Spec
    private CommandSpec command = CommandSpec.create();

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (shell == Shell.zsh) {
            console.out().println("autoload -U +X compinit && compinit && autoload -U +X bashcompinit && bashcompinit");
        }
        console.out().print(AutoComplete.bash("tillmesh", command.root().commandLine()));
        return ExitCode.OK.number();
    }
}
