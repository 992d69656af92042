package tillmesh.demo;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as the README starts it: from the jar, with three real lanes. */
class DemoIT {
    private static final Duration START_MAX = Duration.ofSeconds(150);
    private static final Duration CHANGE_MAX = Duration.ofSeconds(60);
    private static final int KILLED_BY_INTERRUPT = 130;
    private static final int KILLED_BY_TERM = 143;

    private final List<ProcessHandle> lanes = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Process demo;

    @AfterEach
    void end() {
        demo.destroyForcibly();
        lanes.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void a_lane_that_is_cut_sells_on_and_all_of_it_is_safe_after_healing() throws Exception {
        open();
        assertEquals(3, lanes.size());

        assertEquals(0, command("demo", "--cloud", "closed"));
        assertEquals(1, command("demo", "--cloud", "closed"), "closing it again");
        assertEquals(0, command("demo", "--cut", "L2"));
        until(() -> company("L1").equals(List.of("L1", "L3")) && company("L3").equals(List.of("L1", "L3")));
        until(() ->
                company("L2").equals(List.of("L2")) && lane("L2").path("lonely").asInt() > 0);
        assertEquals(0, lane("L1").path("lonely").asInt(), () -> said());
        assertEquals(1, command("demo", "--cut", "L2"), "cutting it again");

        assertTrue(Remote.act(folder.resolve("shop"), Verb.HEAL, "L2").ok());
        until(() -> DemoSetup.LANES.stream()
                .allMatch(lane -> company(lane).equals(DemoSetup.LANES)
                        && lane(lane).path("lonely").asInt() == 0));
        until(() -> said().contains("L2: what was only there "));

        assertTrue(Remote.cloud(folder.resolve("shop"), "well").ok());
        until(() -> DemoSetup.LANES.stream()
                .allMatch(lane -> lane(lane).path("said").path("cloudWaiting").asLong(-1) == 0));

        interrupt(demo.pid());

        assertTrue(demo.waitFor(20, TimeUnit.SECONDS));
        assertTrue(List.of(KILLED_BY_INTERRUPT, KILLED_BY_TERM).contains(demo.exitValue()), () -> said());
        assertEquals(List.of(), lanes.stream().filter(ProcessHandle::isAlive).toList());
        assertTrue(Files.notExists(folder.resolve("shop/demo.json")));
    }

    @Test
    void nothing_is_left_when_the_demo_is_killed_while_a_lane_is_frozen_and_another_is_dead() throws Exception {
        open();
        assertTrue(Remote.act(folder.resolve("shop"), Verb.FREEZE, "L3").ok());
        assertTrue(Remote.act(folder.resolve("shop"), Verb.KILL, "L1").ok());
        until(() -> lane("L1").path("state").asText().equals("down"));
        assertEquals("frozen", lane("L3").path("state").asText());
        List<ProcessHandle> all = demo.descendants().toList();

        demo.destroyForcibly();

        await().atMost(CHANGE_MAX).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private void open() throws IOException {
        demo = process("demo", "--port", "0", "--data.dir=shop");
        await().atMost(START_MAX).until(() -> {
            assertTrue(demo.isAlive(), () -> said());
            return said().contains("L1, L2, L3 are together");
        });
        demo.children().forEach(lanes::add);
    }

    private int command(String... args) throws Exception {
        List<String> more = new ArrayList<>(List.of(args));
        more.add("--data.dir=shop");
        Process command = process(more.toArray(String[]::new));
        assertTrue(command.waitFor(30, TimeUnit.SECONDS));
        return command.exitValue();
    }

    private Process process(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-jar",
                Path.of(System.getProperty("tillmesh.jar", "target/tillmesh.jar"))
                        .toAbsolutePath()
                        .toString()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("said").toFile()))
                .start();
    }

    // A build that runs in the background of a shell may have been told to ignore Ctrl-C, and its children inherit
    // that.
    private static void interrupt(long pid) throws Exception {
        String signal = Files.exists(Path.of("/proc/self/status")) && ignoresInterrupt(pid) ? "-TERM" : "-INT";
        assertEquals(
                0,
                new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor());
    }

    private static boolean ignoresInterrupt(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    private void until(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(CHANGE_MAX).conditionEvaluationListener(null).until(condition);
    }

    private List<String> company(String lane) {
        List<String> here = new ArrayList<>();
        lane(lane).path("said").path("here").forEach(one -> here.add(one.asText()));
        return here;
    }

    private JsonNode lane(String id) {
        for (JsonNode lane : state().path("lanes")) {
            if (lane.path("id").asText().equals(id)) {
                return lane;
            }
        }
        throw new AssertionError("the demo does not know " + id);
    }

    private JsonNode state() {
        try {
            String page = Pass.in(folder.resolve("shop")).orElseThrow().page();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(page + "state")).build();
            return new ObjectMapper()
                    .readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(said(), e);
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
