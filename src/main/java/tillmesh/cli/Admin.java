package tillmesh.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tillmesh.config.Reading;
import tillmesh.node.Ending;
import tillmesh.node.Node;

/**
 * Has a lane changed by its own node. When none runs, one is started for that moment on a free port of this machine: there
 * is one way to erase and not a second one that nobody tests.
 */
final class Admin {
    private final Console console;
    private final Settings settings;

    Admin(Console console, Settings settings) {
        this.console = console;
        this.settings = settings;
    }

    /** @throws LaneFolder.Unknown when no node runs and the settings do not suffice to start one */
    RunningNode.Answer post(LaneFolder folder, String path, String body) {
        Optional<RunningNode> running = folder.node();
        if (running.isPresent()) {
            return running.get().post(path, body, folder.token());
        }
        List<String> arguments = new ArrayList<>(settings.given());
        arguments.add("--data.dir=" + folder.dir());
        arguments.add("--screen.host=127.0.0.1");
        arguments.add("--screen.port=0");
        arguments.add("--screen.hub-port=0");
        Reading reading = console.config().read(arguments);
        if (!reading.problems().isEmpty()) {
            throw new LaneFolder.Unknown(reading.problems());
        }
        Logs.begin(folder.dir());
        try (Node node = Node.start(reading.config(), Ending.process())) {
            return RunningNode.at(node.address()).post(path, body, folder.token());
        }
    }
}
