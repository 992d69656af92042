package tillmesh.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped, in processes of its own. */
class JarIT {
    private static final Pattern PORT = Pattern.compile("\"port\":(\\d+)");
    private static final String[] LANE = {
        "run", "--lane.id=L1", "--auth.mode=dev", "--data.dir=lane", "--screen.port=0", "--screen.hub-port=0"
    };

    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void a_lane_serves_until_told_to_end_and_leaves_no_lock() throws Exception {
        Process lane = start(LANE);
        URI ready = URI.create("http://127.0.0.1:" + port(lane) + "/readyz");
        assertEquals(
                200,
                HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString())
                        .statusCode());

        lane.destroy();

        assertTrue(lane.waitFor(20, TimeUnit.SECONDS));
        assertTrue(said(lane).contains("Lane L1 is closed."), said(lane));
        assertEquals("", Files.readString(folder.resolve("lane/lane.lock")));
    }

    @Test
    void a_second_process_is_told_who_holds_the_folder_and_ends_with_75() throws Exception {
        Process lane = start(LANE);
        port(lane);

        Process second = start(LANE);

        assertTrue(second.waitFor(20, TimeUnit.SECONDS));
        assertEquals(ExitCode.TRY_AGAIN.number(), second.exitValue());
        assertTrue(said(second).contains("\"pid\":" + lane.pid()), said(second));
    }

    @Test
    void a_wrong_configuration_ends_with_78_and_a_folder_that_is_a_file_with_73() throws Exception {
        Files.writeString(folder.resolve("lane"), "not a folder");
        assertEquals(ExitCode.CONFIGURATION.number(), ended(start("run")));
        assertEquals(ExitCode.CANNOT_CREATE.number(), ended(start(LANE)));
    }

    @Test
    void the_version_is_that_of_the_build() throws Exception {
        Process version = start("version");

        assertEquals(0, ended(version));
        assertTrue(said(version).matches("(?s)Tillmesh \\d+\\.\\d+\\.\\d+ on Java .*"), said(version));
    }

    @Test
    void a_log_set_up_in_the_data_folder_is_used_instead_of_the_built_in_one() throws Exception {
        Files.createDirectories(folder.resolve("lane"));
        Files.writeString(folder.resolve("lane/logback.xml"), """
                <configuration>
                  <appender name="own" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>own: %msg%n</pattern></encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="own"/></root>
                </configuration>
                """);
        Process lane = start(LANE);
        port(lane);

        await().atMost(Duration.ofSeconds(30)).until(() -> said(lane).contains("own: Lane L1 sells on "));
    }

    @Test
    void the_shipped_options_start_a_lane_also_without_an_archive() throws Exception {
        Path options = Path.of("conf/jvm.options").toAbsolutePath();
        Process lane = launch(List.of("@" + options), LANE);
        port(lane);

        // The lock names the port before the lane says that it sells.
        await().atMost(Duration.ofSeconds(30)).until(() -> said(lane).contains("Lane L1 sells on "));
        assertTrue(!said(lane).contains("[warning]"), said(lane));
    }

    @Test
    void warming_up_leaves_nothing_behind() throws Exception {
        Process warm = start("warm-up");

        assertEquals(0, ended(warm), () -> quietly(warm));
        assertTrue(said(warm).contains("Warm."), said(warm));
    }

    private Process start(String... args) throws IOException {
        return launch(List.of("-XX:+UseSerialGC"), args);
    }

    private Process launch(List<String> options, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-jar");
        command.add(Path.of(System.getProperty("tillmesh.jar", "target/tillmesh.jar"))
                .toAbsolutePath()
                .toString());
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said-" + started.size()).toFile())
                .start();
        started.add(process);
        return process;
    }

    private static int ended(Process process) throws InterruptedException {
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return process.exitValue();
    }

    private int port(Process lane) {
        Path lock = folder.resolve("lane/lane.lock");
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            Matcher port = PORT.matcher(Files.exists(lock) ? Files.readString(lock) : "");
                            assertTrue(lane.isAlive(), () -> quietly(lane));
                            return port.find() ? Integer.parseInt(port.group(1)) : 0;
                        },
                        port -> port > 0);
    }

    private String said(Process process) throws IOException {
        return Files.readString(folder.resolve("said-" + started.indexOf(process)));
    }

    private String quietly(Process process) {
        try {
            return said(process);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
