package tillmesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tillmesh.node.Offline;

/** {@code drain}: has the running node bring everything to the clouds now, and waits until it has. */
@Command(
        name = "drain",
        description = {
            "Wait until every cloud has what this lane wrote; ends with 1 if one has not in time.",
            "Clouds that gave no receipts are asked again at once."
        },
        mixinStandardHelpOptions = true)
final class DrainCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Console console;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--for", paramLabel = "SECONDS", description = "How long to wait; default ${DEFAULT-VALUE}.")
    private int seconds = 60;

    @Mixin
    private Settings settings = new Settings();

    DrainCommand(Console console) {
        this.console = console;
    }

    private record Drained(long waiting, String reason) {}

    @Override
    public Integer call() {
        LaneFolder folder = LaneFolder.of(settings, console);
        RunningNode node = folder.node().orElse(null);
        if (node == null) {
            return told(unsent(folder.ask("/stats", Offline::stats)), "no node runs that could send them");
        }
        if (node.page("/clouds").isEmpty()) {
            return told(unsent(node.page("/stats")), "no cloud is configured");
        }
        node.post("/drain", "", folder.token());
        long before = -1;
        for (int left = seconds; ; left--) {
            long waiting = waiting(node.page("/clouds"));
            if (waiting == 0 || left <= 0) {
                return told(waiting, waiting == 0 ? "every cloud has everything" : whose(node.page("/clouds")));
            }
            if (waiting != before && !json) {
                console.out().println(waiting + " to go");
            }
            before = waiting;
            console.pause(LOOK);
        }
    }

    private static long unsent(JsonNode stats) {
        JsonNode sales = stats.path("sales");
        return sales.path("pending").asLong() + sales.path("peerAck").asLong();
    }

    private static long waiting(JsonNode clouds) {
        long most = 0;
        for (JsonNode cloud : clouds) {
            most = Math.max(most, cloud.path("waiting").asLong());
        }
        return most;
    }

    private static String whose(JsonNode clouds) {
        StringBuilder whose = new StringBuilder();
        for (JsonNode cloud : clouds) {
            if (cloud.path("waiting").asLong() > 0) {
                whose.append(whose.isEmpty() ? "" : ", ")
                        .append(cloud.path("name").asText())
                        .append(cloud.path("reachable").asBoolean() ? " is still taking them" : " gives no receipts");
            }
        }
        return whose.toString();
    }

    private int told(long waiting, String reason) {
        if (json) {
            Json.print(console, new Drained(waiting, reason));
        } else {
            console.out()
                    .println(
                            waiting == 0
                                    ? "Nothing waits; " + reason + "."
                                    : waiting + " entries wait; " + reason + ".");
        }
        return waiting == 0 ? ExitCode.OK.number() : ExitCode.FOUND.number();
    }
}
