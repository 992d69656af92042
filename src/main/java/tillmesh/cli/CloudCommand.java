package tillmesh.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tillmesh.box.Box;
import tillmesh.box.Mood;
import tillmesh.node.UntilTold;

/** {@code cloud}: a small cloud on this machine, for trying things out. */
@Command(
        name = "cloud",
        description = {
            "Run a small cloud that takes what lanes send, with a page that shows what came.",
            "For trying things out and for development: one machine, one file, one key."
        },
        mixinStandardHelpOptions = true)
final class CloudCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--dir", description = "Where its file and its key lie; default ${DEFAULT-VALUE}.")
    private Path dir = Path.of("cloud");

    @Option(names = "--host", description = "The address to listen on; default ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "Default ${DEFAULT-VALUE}; 0: any that is free.")
    private int port = 8790;

    @Option(
            names = "--mood",
            description = "How it behaves until told otherwise: well, closed, deaf, portal, refusing, locked.")
    private String mood = Mood.WELL.word();

    @Spec
    private CommandSpec command = CommandSpec.create();

    CloudCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Mood wanted = Mood.of(mood)
                .orElseThrow(() -> new ParameterException(command.commandLine(), "There is no mood " + mood + "."));
        UntilTold.keep(() -> {
            Box box = Box.open(console.folder().resolve(dir), host, port);
            box.mood(wanted);
            console.out().println("The cloud in the box " + wanted.words() + ".");
            console.out().println("Its page: " + box.address() + "/#" + box.key());
            console.out().println("Lanes reach it with");
            console.out().println("  --cloud.supabase.url=" + box.address() + " --cloud.supabase.key=" + box.key());
            return box;
        });
        return ExitCode.OK.number();
    }
}
