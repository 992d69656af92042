package tillmesh.cli;

import java.util.List;
import tillmesh.config.NodeConfig;
import tillmesh.config.Reading;
import tillmesh.node.Ending;
import tillmesh.node.Node;
import tillmesh.node.UntilTold;

/** {@code run}: a lane's node in the foreground, until the process is told to end. */
final class LaneRun {
    private final Console console;

    LaneRun(Console console) {
        this.console = console;
    }

    /** @param settings {@code --key=value} and {@code --config=FILE} */
    ExitCode run(List<String> settings) {
        return serve(console.config().read(settings));
    }

    /** Serves what was read, when it is sound. */
    ExitCode serve(Reading reading) {
        if (!reading.problems().isEmpty()) {
            return console.tell(reading.problems());
        }
        NodeConfig config = reading.config();
        Logs.begin(config.data().dir());
        UntilTold.keep(() -> Node.start(config, Ending.process()));
        return ExitCode.OK;
    }
}
