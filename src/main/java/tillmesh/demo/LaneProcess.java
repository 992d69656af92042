package tillmesh.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** One lane as a process of its own, which can be killed, frozen and started again. One thread. */
final class LaneProcess {
    private static final int TAIL_LINES = 5;

    private final List<String> command;
    private final Path log;
    private final IntConsumer ended;
    private @Nullable Process process;
    private @Nullable Freezer freezer;

    /**
     * Nothing is started yet.
     *
     * @param command of the process
     * @param log where it says what it does; begun anew now
     * @param ended told the exit code of each process that ends; on a thread of the system's
     */
    LaneProcess(List<String> command, Path log, IntConsumer ended) {
        this.command = command;
        this.log = log;
        this.ended = ended;
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    /** What the system says of it. */
    enum State {
        RUNNING,
        FROZEN,
        DOWN
    }

    State state() {
        if (process == null || !process.isAlive()) {
            return State.DOWN;
        }
        return freezer == null ? State.RUNNING : State.FROZEN;
    }

    /** @throws Fault when the system starts no process */
    void start() {
        try {
            Process fresh = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process = fresh;
            CompletableFuture<Void> unused = fresh.onExit().thenAccept(gone -> ended.accept(gone.exitValue()));
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    private Fault cannotStart(IOException e) {
        return new Fault(
                Remedy.CALL_SOMEONE,
                "a lane of the demo cannot be started: " + e.getMessage(),
                "let this user start programs and write " + log,
                e);
    }

    /** Ends it at once, as a power cut would. */
    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
        thaw();
    }

    /** Asks it to end; one that is frozen cannot hear that and is killed: its journal needs no goodbye. */
    void end() {
        if (state() == State.FROZEN) {
            kill();
        } else if (process != null) {
            process.destroy();
        }
    }

    /** Waits until it has ended, and kills it when that takes too long. */
    void awaitEnd(long millisMax) {
        try {
            if (process != null && !process.waitFor(millisMax, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** @throws Fault when the system cannot do that */
    void freeze() {
        if (process != null) {
            freezer = Freezer.freeze(process.pid());
        }
    }

    void thaw() {
        if (freezer != null) {
            freezer.thaw();
            freezer = null;
        }
    }

    /** The last lines of its log, for whoever wonders why it ended. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }
}
