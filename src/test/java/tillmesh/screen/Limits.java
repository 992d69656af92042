package tillmesh.screen;

import java.time.Duration;
import java.util.List;
import tillmesh.config.NodeConfig;

/** A screen configuration with generous limits on an ephemeral port, to be narrowed by a test. */
final class Limits {
    String host = "127.0.0.1";
    int port;
    int hubPort;
    List<String> origins = List.of();
    List<String> hosts = List.of();
    int frameMaxBytes = 16 * 1024;
    int framesPerSecond = 10_000;
    int connectionsMax = 100;
    long queueMaxBytes = 256 * 1024;
    Duration idle = Duration.ofSeconds(60);
    Duration signInWithin = Duration.ofSeconds(60);

    NodeConfig.Screen config() {
        return new NodeConfig.Screen(
                host,
                port,
                hubPort,
                origins,
                hosts,
                frameMaxBytes,
                framesPerSecond,
                connectionsMax,
                queueMaxBytes,
                idle,
                signInWithin);
    }
}
