package tillmesh.peer.jgroups;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The test's end of a {@link PeerProcess}. */
final class LaneProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LaneProcess(Process process) {
        this.process = process;
    }

    static LaneProcess start(Lanes lanes, int lane) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Lanes.java(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PeerProcess.class.getName(),
                Integer.toString(lane)));
        command.addAll(lanes.arguments(lane, "S1"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        LaneProcess started = new LaneProcess(process);
        Thread reader = new Thread(started::read, "lane-" + lane);
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            out.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("gone");
        }
    }

    void tell(String order) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).write(order + "\n");
        process.outputWriter(StandardCharsets.UTF_8).flush();
    }

    /** The lanes in its newest view, such as {@code L1,L2}. */
    String view() {
        List<String> views = views();
        return views.isEmpty() ? "" : views.get(views.size() - 1);
    }

    List<String> views() {
        return lines.stream()
                .filter(line -> line.startsWith("view "))
                .map(line -> line.substring(5))
                .toList();
    }

    /** Waits for a line. @return the rest of it */
    String said(String begin) {
        await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(line -> line.startsWith(begin)));
        return lines.stream()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow()
                .substring(begin.length());
    }

    void kill() {
        process.destroyForcibly();
    }

    void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("kill -" + name + " answered " + exit);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
