package tillmesh.chaos.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** A node in a process of its own, as in a shop; its output goes to a file beside its data folder. */
public final class NodeProcess implements AutoCloseable {
    // Only a process that hangs takes so long, even where many others build on the same machine.
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);
    private static final long LOOK_EVERY_NANOS = 1_000_000;

    private final Process process;
    private final Path log;
    private final int port;

    private NodeProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts a node and does not wait for it. */
    public static NodeProcess spawn(Launch launch) {
        return spawn(launch, launch.run());
    }

    /** Starts any command whose node listens as the launch says. */
    public static NodeProcess spawn(Launch launch, List<String> command) {
        Path log = launch.dir().resolveSibling(launch.dir().getFileName() + ".log");
        try {
            Files.createDirectories(launch.dir());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new NodeProcess(process, log, launch.port());
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + command, e);
        }
    }

    /** Starts a node and waits until it is ready to sell. */
    public static NodeProcess start(Launch launch) {
        NodeProcess node = spawn(launch);
        node.awaitReady();
        return node;
    }

    /** Waits until {@code /readyz} answers 200. @throws AssertionError with the end of the log when it does not */
    public void awaitReady() {
        awaitReady(() -> Probe.status(port, "/readyz"));
    }

    /** The same, where {@code /readyz} must be asked in another way. @param readyz the status that it answers, 0 for none */
    public void awaitReady(IntSupplier readyz) {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (readyz.getAsInt() != 200) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("the node is not ready" + story());
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /** Ends it as a power switch would end the program: SIGKILL. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Sends it a signal. @param name {@code STOP}, {@code CONT} */
    public void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("kill -" + name + " did not reach the process" + story());
            }
        } catch (IOException e) {
            throw new AssertionError("no program kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it to stop: SIGTERM. @return its exit code */
    public int stop() {
        process.destroy();
        return exitCode();
    }

    /** Waits for its end. */
    public int exitCode() {
        return exitCodeWithin(ENDS_WITHIN);
    }

    /** Waits for the end of something that may take long. */
    public int exitCodeWithin(Duration patience) {
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("the process does not end" + story());
    }

    public boolean alive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Lines to the process, for a command that reads them. */
    public void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new AssertionError("the process does not listen" + story(), e);
        }
    }

    /** A line of {@code /proc/PID/status} in KiB, for instance VmRSS; 0 where there is none. */
    public long statusKib(String name) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** What it wrote, for a failure. */
    public String story() {
        try {
            List<String> lines = Files.readAllLines(log);
            return "; end of " + log + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return "; no log";
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
