package tillmesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The client for screens: its types, and its tests against frozen messages, against sockets that misbehave, and against
 * real lanes of this build. They stand in {@code electron-bridge/test}; the build has fetched what they need.
 */
class SdkIT {
    private static final Path BRIDGE = Path.of("electron-bridge");
    private static final Duration CHECK_MAX = Duration.ofMinutes(2);
    private static final Duration TESTS_MAX = Duration.ofMinutes(8);
    /** Fewer than this, and tests were not found that are there. */
    private static final int TESTS_LEAST = 120;

    @Test
    void every_type_of_the_sdk_and_of_the_pages_is_sound() throws Exception {
        run(CHECK_MAX, "run", "check");
    }

    @Test
    void the_client_keeps_its_promises_to_real_lanes_and_over_bad_lines() throws Exception {
        String said = run(TESTS_MAX, "test", "--", "client", "react", "node");
        Matcher counted = Pattern.compile("tests (\\d+)").matcher(said);
        assertTrue(counted.find(), said);
        int tests = Integer.parseInt(counted.group(1));
        System.out.println(tests + " tests of the client ran:\n" + said);
        assertTrue(tests >= TESTS_LEAST, () -> "only " + tests + " tests ran:\n" + said);
    }

    /** What npm says in electron-bridge when it runs that and ends well. */
    static String run(Duration atMost, String... words) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> command = new ArrayList<>(List.of(windows ? "npm.cmd" : "npm"));
        command.addAll(List.of(words));
        Path log = Files.createTempFile("tillmesh-sdk", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(BRIDGE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("TILLMESH_JAR", jar().toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .put(
                        "TILLMESH_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Process process = builder.start();
        boolean ended = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String said = Files.readString(log);
        assertEquals(0, ended ? process.exitValue() : -1, () -> String.join(" ", command) + "\n" + said);
        Files.delete(log);
        return said;
    }

    private static Path jar() {
        return Path.of(System.getProperty("tillmesh.jar", "target/tillmesh.jar"))
                .toAbsolutePath();
    }
}
