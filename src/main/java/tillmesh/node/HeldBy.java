package tillmesh.node;

import java.time.Instant;
import tillmesh.config.NodeConfig;

/** What the lock file of a data folder says about the process that holds it. */
final class HeldBy {
    private HeldBy() {}

    /** One JSON object; host and port are where its pages answer. */
    static String json(NodeConfig config, int port) {
        return String.format(
                "{\"pid\":%d,\"lane\":\"%s\",\"host\":\"%s\",\"port\":%d,\"startedAt\":\"%s\"}%n",
                ProcessHandle.current().pid(), config.lane(), config.screen().host(), port, Instant.now());
    }
}
