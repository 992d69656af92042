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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.cli.Main;
import tillmesh.demo.Demo;
import tillmesh.demo.DemoSetup;

/**
 * The pages of a shop of three lanes in a real browser. The steps stand in {@code src/test/browser}; this starts the shop,
 * once, and them: first what leaves the shop whole, then what breaks it and mends it again. {@code -Dskip.browser=true}
 * leaves them out.
 */
@TestMethodOrder(OrderAnnotation.class)
class BrowserIT {
    private static final Path SCRIPTS = Path.of("src/test/browser");
    private static final Duration INSTALL_MAX = Duration.ofMinutes(5);
    private static final Duration STEPS_MAX = Duration.ofMinutes(5);

    @TempDir
    private static Path dir;

    private static Demo demo;
    private static Map<String, String> shop = Map.of();

    @BeforeAll
    static void open() throws Exception {
        assumeFalse(Boolean.getBoolean("skip.browser"), "skip.browser is set");
        if (!Files.exists(SCRIPTS.resolve("node_modules/axe-core"))) {
            run(INSTALL_MAX, "npm", "ci", "--no-audit", "--no-fund");
        }
        DemoSetup setup = DemoSetup.at(dir, 0, 0, List.of(), Main.class.getName());
        demo = Demo.start(setup, false, new PrintStream(OutputStream.nullOutputStream()), false);
        JsonNode pass = new ObjectMapper().readTree(Files.readString(dir.resolve("demo.json")));
        shop = Map.of(
                "TILLMESH_URL",
                setup.address("L1"),
                "TILLMESH_URL_2",
                setup.address("L2"),
                "TILLMESH_URL_3",
                setup.address("L3"),
                "TILLMESH_DEMO",
                pass.get("page").asText() + "#" + pass.get("token").asText(),
                "TILLMESH_ADMIN",
                Files.readString(setup.laneDir("L1").resolve("admin.token")).strip());
    }

    @AfterAll
    static void close() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    @Order(1)
    void the_till_sells_holds_splits_pays_and_tells_what_is_true() throws Exception {
        run(STEPS_MAX, "node", "till.mjs");
    }

    @Test
    @Order(2)
    void the_kitchen_and_the_bar_see_each_ticket_once_on_every_lane() throws Exception {
        run(STEPS_MAX, "node", "kitchen.mjs");
    }

    @Test
    @Order(3)
    void nobody_is_shut_out_of_a_page_by_sight_hands_or_language() throws Exception {
        run(STEPS_MAX, "node", "pages.mjs");
    }

    @Test
    @Order(0)
    void sums_tickets_and_words_are_right_without_a_browser() throws Exception {
        run(STEPS_MAX, "node", "--test", "sums.test.mjs");
    }

    @Test
    @Order(4)
    void the_board_shows_the_lane_as_it_is() throws Exception {
        run(STEPS_MAX, "node", "board.mjs");
    }

    @Test
    @Order(5)
    void the_boards_and_the_demos_page_show_a_cut_a_merge_and_what_both_sides_changed() throws Exception {
        run(STEPS_MAX, "node", "mesh.mjs");
    }

    @Test
    @Order(6)
    void tills_lose_nothing_when_they_are_reloaded_and_cables_and_lanes_fail() throws Exception {
        run(STEPS_MAX, "node", "lanes.mjs");
    }

    @Test
    @Order(0)
    void the_description_of_the_protocol_is_shown_whole_and_can_be_searched() throws Exception {
        run(STEPS_MAX, "node", "protocol.mjs");
    }

    // What the scripts say goes into the test's report: among it how long a person waits for another till.
    private static void run(Duration atMost, String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("tillmesh-browser", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(SCRIPTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(shop);
        Process process = start(builder);
        boolean ended = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String said = Files.readString(log);
        System.out.println(said);
        assertEquals(0, ended ? process.exitValue() : -1, () -> String.join(" ", command) + "\n" + said);
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
}
