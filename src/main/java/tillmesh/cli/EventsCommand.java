package tillmesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code events}: the newest entries of the journal, newest first. */
@Command(name = "events", description = "Show the newest entries of the journal.", mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {
    private static final int EVENTS_MAX = 1_000;

    private final Console console;

    @Parameters(paramLabel = "N", description = "How many (1 to 1000); default ${DEFAULT-VALUE}.", arity = "0..1")
    private int limit = 50;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private Settings settings = new Settings();

    @Spec
    private CommandSpec command = CommandSpec.create();

    EventsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > EVENTS_MAX) {
            throw new ParameterException(command.commandLine(), "N is a number from 1 to " + EVENTS_MAX + ".");
        }
        JsonNode events =
                LaneFolder.of(settings, console).ask("/events?limit=" + limit, offline -> offline.events(limit));
        if (json) {
            Json.print(console, events);
        } else {
            events.forEach(this::print);
        }
        return ExitCode.OK.number();
    }

    private void print(JsonNode event) {
        console.out()
                .printf(
                        "%s  %-24s %-10s %-18s %s%n",
                        event.path("createdAt").asText(),
                        event.path("id").asText(),
                        event.path("state").asText(),
                        event.path("type").asText(),
                        event.path("posReference").asText(""));
    }
}
