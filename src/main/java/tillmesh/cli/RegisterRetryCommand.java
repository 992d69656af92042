package tillmesh.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code register retry}: has Odoo asked again for a register that it refused too often. */
@Command(
        name = "retry",
        description = "Have Odoo asked again for a register that was set aside.",
        mixinStandardHelpOptions = true)
final class RegisterRetryCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "ID", description = "Its id, such as L1-5f3a90c1-42.")
    private String id = "";

    @Mixin
    private Settings settings = new Settings();

    RegisterRetryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LaneFolder folder = LaneFolder.of(settings, console);
        RunningNode.Answer answer = folder.running("that could ask Odoo")
                .post("/registers/retry", Json.text(Map.of("register", id)), folder.token());
        if (!answer.ok()) {
            console.err().println("tillmesh: " + answer.reason());
            return ExitCode.FOUND.number();
        }
        console.out().println("Odoo is asked for register " + id + " again.");
        return ExitCode.OK.number();
    }
}
