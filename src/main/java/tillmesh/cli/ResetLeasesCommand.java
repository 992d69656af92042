package tillmesh.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reset-leases}: ends every lease of an order and every table lock; their holders are told. */
@Command(
        name = "reset-leases",
        description = "End every lease of an order and every table lock.",
        mixinStandardHelpOptions = true)
final class ResetLeasesCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private Settings settings = new Settings();

    ResetLeasesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LaneFolder folder = LaneFolder.of(settings, console);
        RunningNode.Answer answer = new Admin(console, settings).post(folder, "/reset-leases", "{}");
        if (!answer.ok()) {
            console.err().println("tillmesh: nothing was ended: " + answer.reason());
            return ExitCode.FOUND.number();
        }
        if (json) {
            Json.print(console, answer.json());
        } else {
            console.out().println("Ended " + answer.json().path("ended").asInt() + " leases and table locks.");
        }
        return ExitCode.OK.number();
    }
}
