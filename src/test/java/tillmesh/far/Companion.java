package tillmesh.far;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** A server process beside the tests. It ends when this JVM does, also when that was killed. */
final class Companion implements AutoCloseable {
    // Whoever started it holds the other end of its standard input; when that is gone, cat comes to an end.
    private static final String WATCHED =
            "exec 3<&0; \"$@\" </dev/null & child=$!; cat <&3 >/dev/null;" + " kill $child; sleep 2; kill -9 $child";
    private static final Duration START_MAX = Duration.ofSeconds(20);

    private final Process process;
    private final Path log;

    Companion(Map<String, String> environment, List<String> command) {
        List<String> watched = new ArrayList<>(List.of("sh", "-c", WATCHED, "sh"));
        watched.addAll(command);
        try {
            log = Files.createTempFile("tillmesh-far", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(watched).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has a shell do something when this JVM is gone. @param argument its {@code $1} */
    static void whenGone(String doing, String argument) {
        try {
            new ProcessBuilder("sh", "-c", "cat >/dev/null; " + doing, "sh", argument)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it answers there in a way that says that it is ready. */
    Companion ready(String url, IntPredicate status) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        try {
            await().atMost(START_MAX)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptions()
                    .until(() -> status.test(client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()));
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError("it does not start:\n" + said(), e);
        }
        return this;
    }

    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "its output cannot be read: " + e;
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
