package tillmesh.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tillmesh.config.ConfigReader;
import tillmesh.config.Reading;
import tillmesh.demo.Leash;

/** {@code demo-lane}: what the demo starts for each of its lanes. As {@code run}, but it ends when the demo does. */
@Command(name = "demo-lane", hidden = true, description = "Serve a lane of a demo until its standard input ends.")
final class DemoLaneCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Settings settings = new Settings();

    DemoLaneCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Reading reading = ConfigReader.ofArguments(settings.given());
        Leash.tie(System.in);
        return new LaneRun(console).serve(reading).number();
    }
}
