package tillmesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

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
        JsonNode lanes = folder.node()
                .orElseThrow(() -> new Fault(
                        Remedy.RETRY, "no node runs in " + folder.dir() + " that sees other lanes", "start it first"))
                .page("/lanes");
        if (json) {
            Json.print(console, lanes);
            return ExitCode.OK.number();
        }
        String grants = lanes.path("coordinator").asText();
        lanes.path("lanes")
                .forEach(lane -> console.out()
                        .printf(
                                "%-12s %-5s %d vote%s%s%n",
                                lane.path("lane").asText(),
                                lane.path("inView").asBoolean() ? "here" : "away",
                                lane.path("votes").asInt(),
                                lane.path("votes").asInt() == 1 ? "" : "s",
                                lane.path("lane").asText().equals(grants) ? ", grants" : ""));
        console.out()
                .println(
                        lanes.path("majority").asBoolean()
                                ? "Leases are firm: a majority is here."
                                : "Leases are provisional: no majority is here.");
        return ExitCode.OK.number();
    }
}
