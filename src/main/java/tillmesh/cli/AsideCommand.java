package tillmesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tillmesh.node.Offline;

/** {@code set-aside}: what clouds refuse, of all lanes, with the reason. */
@Command(
        name = "set-aside",
        description = "Show the entries that a cloud refuses; ends with 1 if there are any.",
        mixinStandardHelpOptions = true)
final class AsideCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private Settings settings = new Settings();

    AsideCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonNode open = LaneFolder.of(settings, console).ask("/set-aside", Offline::aside);
        if (json) {
            Json.print(console, open);
        } else if (open.isEmpty()) {
            console.out().println("No cloud refuses anything.");
        } else {
            open.forEach(this::print);
            console.out().println("Send them again: tillmesh set-aside retry [ENTRY].");
            console.out().println("Say that a cloud need not have one: tillmesh set-aside discard ENTRY --note=WHY.");
        }
        return open.isEmpty() ? ExitCode.OK.number() : ExitCode.FOUND.number();
    }

    private void print(JsonNode one) {
        console.out()
                .printf(
                        "%-24s %-10s %-18s %-20s sent %d times since %s: %s%n",
                        one.path("entry").asText(),
                        one.path("cloud").asText(),
                        one.path("topic").asText(""),
                        one.path("subject").asText(""),
                        one.path("tries").asInt(),
                        one.path("since").asText(),
                        one.path("reason").asText());
    }
}
