package tillmesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lanes}: who votes about leases, who grants, and whether a majority is here. */
@Command(name = "lanes", description = "Show the lanes of the shop and who grants.", mixinStandardHelpOptions = true)
final class LanesCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private Settings settings = new Settings();

    LanesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LaneFolder folder = LaneFolder.of(settings, console);
        JsonNode lanes = folder.running("that sees other lanes").page("/lanes");
        if (json) {
            Json.print(console, lanes);
            return ExitCode.OK.number();
        }
        String grants = lanes.path("coordinator").asText();
        lanes.path("lanes").forEach(lane -> show(lane, grants));
        console.out()
                .println(
                        lanes.path("majority").asBoolean()
                                ? "Leases are firm: a majority is here."
                                : "Leases are provisional: no majority is here.");
        return ExitCode.OK.number();
    }

    private void show(JsonNode lane, String grants) {
        String name = lane.path("lane").asText();
        int votes = lane.path("votes").asInt();
        long days = lane.path("awayDays").asLong();
        console.out()
                .printf(
                        "%-12s %-5s %d vote%s%s%s%n",
                        name,
                        lane.path("inView").asBoolean() ? "here" : "away",
                        votes,
                        votes == 1 ? "" : "s",
                        name.equals(grants) ? ", grants" : "",
                        days > 0 ? ", not seen for " + days + (days == 1 ? " day" : " days") : "");
        if (lane.path("retire").asBoolean()) {
            console.out()
                    .printf(
                            "             If it will not come back: tillmesh retire %s. Until then its vote counts as missing.%n",
                            name);
        }
    }
}
