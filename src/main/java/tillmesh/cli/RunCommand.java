package tillmesh.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run} as far as the fast way in {@link Main} does not take it: help, and what cannot be understood. */
@Command(name = "run", description = "Serve a lane until told to end.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Settings settings = new Settings();

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new LaneRun(console).run(settings.given()).number();
    }
}
