package tillmesh.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a lane of the demo when the demo is gone, however it went. The lane's standard input is a pipe whose other end only
 * the demo holds and never writes to: the system closes it when the demo's process ends, also by {@code kill -9}.
 */
public final class Leash {
    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);
    private static final int TRY_AGAIN = 75;

    private Leash() {}

    /** From now on this process ends when {@code held} does. @param held its standard input */
    public static void tie(InputStream held) {
        daemon("leash", () -> {
            await(held);
            daemon("leash-patience", Leash::halt);
            System.exit(0);
        });
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void await(InputStream held) {
        // Nothing is ever said here; only the end counts, and a pipe that cannot be read any more has come to its end
        // too.
        try {
            held.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            return;
        }
    }

    // A lane that cannot close must not outlive the demo: its journal needs no goodbye.
    private static void halt() {
        try {
            if (!new CountDownLatch(1).await(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(TRY_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
