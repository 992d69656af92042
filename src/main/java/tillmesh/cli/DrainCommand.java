package tillmesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tillmesh.node.Offline;

/** {@code drain}: brings everything to the cloud. This version knows none, so it says what waits. */
@Command(
        name = "drain",
        description =
                "Bring everything to the cloud. This version has none: says what waits, and ends with 1 if something does.",
        mixinStandardHelpOptions = true)
final class DrainCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private Settings settings = new Settings();

    DrainCommand(Console console) {
        this.console = console;
    }

    private record Drained(long waiting, String reason) {}

    @Override
    public Integer call() {
        JsonNode stats = LaneFolder.of(settings, console).ask("/stats", Offline::stats);
        JsonNode sales = stats.path("sales");
        long waiting = sales.path("pending").asLong() + sales.path("peerAck").asLong();
        String reason = "no cloud is configured: this version has none";
        if (json) {
            Json.print(console, new Drained(waiting, reason));
        } else {
            console.out().println(waiting + " entries wait for a cloud; " + reason + ".");
        }
        return waiting == 0 ? ExitCode.OK.number() : ExitCode.FOUND.number();
    }
}
