package tillmesh.node;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** The life of a process that serves until somebody ends it: Ctrl-C, a supervisor, a shutdown of the machine. */
public final class UntilTold {
    private UntilTold() {}

    /**
     * Opens something, keeps it open until the process is told to end, and closes it. Never
     * returns, except by what {@code opening} throws.
     */
    public static <T extends AutoCloseable> void keep(Supplier<T> opening) {
        T open = opening.get();
        // The hook closes: it runs while everything still works, and the process waits for it.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(open), "ending"));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            throw new IllegalStateException("the end was not a clean one; the journal needs none", e);
        }
    }
}
