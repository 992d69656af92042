package tillmesh.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/**
 * Stops a process where it stands (SIGSTOP) and lets it go on (SIGCONT). A small shell keeps it: when the demo dies, the
 * shell's input ends and it wakes the process, which then notices for itself that the demo is gone. So nothing frozen is
 * left behind. Where there is no {@code /bin/sh}, nothing can be frozen.
 */
final class Freezer {
    // Ctrl-C goes to every process of a terminal; this one must last until its input ends.
    private static final String SCRIPT =
            "trap '' INT TERM HUP; kill -STOP $1 || exit 1; echo frozen; read -r end; kill -CONT $1 2>/dev/null";

    private static final long THAW_SECONDS = 5;

    private final Process shell;

    private Freezer(Process shell) {
        this.shell = shell;
    }

    /** Stops a process. @throws Fault when it cannot be stopped */
    static Freezer freeze(long pid) {
        try {
            Process shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "freezer", Long.toString(pid))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!firstByteCame(shell.getInputStream())) {
                throw new IOException("the system did not stop process " + pid);
            }
            return new Freezer(shell);
        } catch (IOException e) {
            throw new Fault(
                    Remedy.SET_ASIDE,
                    "the lane cannot be frozen: " + e.getMessage(),
                    "kill it instead of freezing it",
                    e);
        }
    }

    private static boolean firstByteCame(InputStream said) throws IOException {
        return said.read() >= 0;
    }

    /** Lets the process go on; returns when it does. */
    void thaw() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(THAW_SECONDS, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
        } catch (IOException e) {
            shell.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
