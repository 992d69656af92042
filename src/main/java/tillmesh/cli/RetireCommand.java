package tillmesh.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code retire}: takes the vote of a lane that will not come back, so that the others are a majority without it. */
@Command(
        name = "retire",
        description = "Take the vote of a lane that will not come back.",
        mixinStandardHelpOptions = true)
final class RetireCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "LANE", description = "Its lane.id. Stop its node first.")
    private String lane = "";

    @Mixin
    private Settings settings = new Settings();

    RetireCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LaneFolder folder = LaneFolder.of(settings, console);
        RunningNode node = folder.running("that could ask the other lanes, which have to agree");
        RunningNode.Answer answer = node.post("/lanes/retire", Json.text(Map.of("lane", lane)), folder.token());
        if (!answer.ok()) {
            console.err().println("tillmesh: " + answer.reason());
            return ExitCode.FOUND.number();
        }
        console.out().println("Lane " + lane + " has no vote any more.");
        return ExitCode.OK.number();
    }
}
