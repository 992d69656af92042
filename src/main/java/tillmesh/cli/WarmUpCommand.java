package tillmesh.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import tillmesh.config.ConfigReader;
import tillmesh.node.Ending;
import tillmesh.node.Node;

/**
 * {@code warm-up}: lives a node's first second once, so that the build can keep the classes it needs in an archive from
 * which every later start is faster. Leaves nothing behind.
 */
@Command(name = "warm-up", hidden = true, description = "Start a node in a temporary folder, use it once, end.")
final class WarmUpCommand implements Callable<Integer> {
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);

    private final Console console;

    WarmUpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Path dir = Files.createTempDirectory("tillmesh-warm-up");
        Logs.begin(dir);
        try (Node node = Node.start(
                ConfigReader.ofArguments(List.of(
                                "--lane.id=warm-up",
                                "--auth.mode=dev",
                                "--data.dir=" + dir,
                                "--screen.port=0",
                                "--screen.hub-port=0"))
                        .config(),
                Ending.process())) {
            RunningNode running = RunningNode.at(node.address());
            running.page("/readyz");
            running.page("/health");
            signIn(node.address());
        } finally {
            delete(dir);
        }
        console.out().println("Warm.");
        return ExitCode.OK.number();
    }

    private static void signIn(String address) throws Exception {
        CompletableFuture<String> answered = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address.replaceFirst("http", "ws") + "/"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        answered.complete(text.toString());
                        from.request(1);
                        return CompletableFuture.completedStage(text);
                    }
                })
                .get(WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
        socket.sendText("{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"warm-up\"}", true)
                .get(WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
        answered.get(WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
