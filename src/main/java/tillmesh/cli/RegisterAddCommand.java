package tillmesh.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code register add}: makes a register; Odoo gets it as soon as it can be reached. */
@Command(
        name = "add",
        description = "Make a register. It is kept here at once, and in Odoo as soon as that can be reached.",
        mixinStandardHelpOptions = true)
final class RegisterAddCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "NAME", description = "What people call it, such as Bar.")
    private String name = "";

    @Option(names = "--cash", description = "It takes cash: Odoo makes a cash journal and a way to pay for it.")
    private boolean cash;

    @Option(
            names = "--op",
            description = "A name for this wish of your own; asked again under the same name it is not made again.")
    private String op = "";

    @Mixin
    private Settings settings = new Settings();

    RegisterAddCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LaneFolder folder = LaneFolder.of(settings, console);
        RunningNode.Answer answer = folder.running("that could write it down")
                .post("/registers/add", Json.text(Map.of("name", name, "cash", cash, "opId", op)), folder.token());
        if (!answer.ok()) {
            console.err().println("tillmesh: " + answer.reason());
            return ExitCode.FOUND.number();
        }
        console.out()
                .println("Register " + name + " is made: "
                        + answer.json().path("entry").asText() + ". See when Odoo has it: tillmesh register.");
        return ExitCode.OK.number();
    }
}
