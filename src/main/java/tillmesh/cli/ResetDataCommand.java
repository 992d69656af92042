package tillmesh.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reset-data}: erases a lane. Asks first; a copy of the database is kept. */
@Command(
        name = "reset-data",
        description = "Erase orders, tables, tickets and journal of this lane. A copy is kept in backup/.",
        mixinStandardHelpOptions = true)
final class ResetDataCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--force", description = "Also erase what no cloud has.")
    private boolean force;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private Settings settings = new Settings();

    ResetDataCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LaneFolder folder = LaneFolder.of(settings, console);
        if (!yes && !sure(folder)) {
            console.err().println("tillmesh: nothing was erased.");
            return ExitCode.FOUND.number();
        }
        RunningNode.Answer answer = new Admin(console, settings).post(folder, "/reset", "{\"force\":" + force + "}");
        if (!answer.ok()) {
            console.err().println("tillmesh: nothing was erased: " + answer.reason());
            return ExitCode.FOUND.number();
        }
        if (json) {
            Json.print(console, answer.json());
        } else {
            console.out()
                    .println("Everything is erased. A copy is "
                            + answer.json().path("copy").asText() + ".");
        }
        return ExitCode.OK.number();
    }

    private boolean sure(LaneFolder folder) {
        console.err().println("This erases all orders, tables, tickets and the journal in " + folder.dir() + ".");
        console.err().print("Type yes to go on: ");
        console.err().flush();
        return console.answer().get().equalsIgnoreCase("yes");
    }
}
