package tillmesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.cli.Main;
import tillmesh.demo.Demo;
import tillmesh.demo.DemoSetup;

/**
 * The till and the board of the demo's first lane in a real browser. The steps stand in {@code src/test/browser}; this
 * starts the demo and them. {@code -Dskip.browser=true} leaves them out.
 */
class BrowserIT {
    private static final Path SCRIPTS = Path.of("src/test/browser");
    private static final Duration INSTALL_MAX = Duration.ofMinutes(5);
    private static final Duration STEPS_MAX = Duration.ofMinutes(5);

    @TempDir
    private Path dir;

    private Demo demo;
    private String address = "";
    private String second = "";
    private String page = "";
    private String admin = "";

    @BeforeAll
    static void install() throws Exception {
        assumeFalse(Boolean.getBoolean("skip.browser"), "skip.browser is set");
        if (!Files.exists(SCRIPTS.resolve("node_modules/playwright-core"))) {
            new BrowserIT().run(INSTALL_MAX, "", "npm", "ci", "--no-audit", "--no-fund");
        }
    }

    @BeforeEach
    void open() throws IOException {
        DemoSetup setup = DemoSetup.at(dir, 0, 0, List.of(), Main.class.getName());
        demo = Demo.start(setup, false, new PrintStream(OutputStream.nullOutputStream()), false);
        address = setup.address("L1");
        second = setup.address("L2");
        JsonNode pass = new ObjectMapper().readTree(Files.readString(dir.resolve("demo.json")));
        admin = Files.readString(setup.laneDir("L1").resolve("admin.token")).strip();
        page = pass.get("page").asText() + "#" + pass.get("token").asText();
    }

    @AfterEach
    void close() {
        demo.close();
    }

    @Test
    void the_till_sells_holds_pays_and_tells_what_is_true() throws Exception {
        run(STEPS_MAX, address, "node", "till.mjs");
    }

    @Test
    void the_board_shows_the_lane_as_it_is() throws Exception {
        run(STEPS_MAX, address, "node", "board.mjs");
    }

    @Test
    void the_boards_and_the_demos_page_show_a_cut_a_merge_and_what_both_sides_changed() throws Exception {
        run(STEPS_MAX, address, "node", "mesh.mjs");
    }

    private void run(Duration atMost, String url, String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("tillmesh-browser", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(SCRIPTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "TILLMESH_URL", url, "TILLMESH_URL_2", second, "TILLMESH_DEMO", page, "TILLMESH_ADMIN", admin));
        Process process = start(builder);
        boolean ended = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        assertEquals(0, ended ? process.exitValue() : -1, () -> String.join(" ", command) + "\n" + read(log));
        Files.delete(log);
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(
                    "install Node.js 20 or newer with npm, or leave these tests out with -Dskip.browser=true", e);
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "its output cannot be read: " + e;
        }
    }
}
