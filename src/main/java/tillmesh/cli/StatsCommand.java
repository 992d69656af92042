package tillmesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tillmesh.node.Offline;

/** {@code stats}: how a lane is doing, from its node, or from its file when none runs. */
@Command(name = "stats", description = "Say how the lane is doing.", mixinStandardHelpOptions = true)
final class StatsCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private Settings settings = new Settings();

    StatsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonNode stats = LaneFolder.of(settings, console).ask("/stats", Offline::stats);
        if (json) {
            Json.print(console, stats);
        } else {
            new StatsText(console.out()).print(stats);
        }
        return ExitCode.OK.number();
    }
}
