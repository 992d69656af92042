package tillmesh.node;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.fault.Fault;

/**
 * How a process ends when its node cannot go on. The journal needs no goodbye: what was acknowledged is flushed.
 *
 * @param halt ends the process at once with an exit code
 */
public record Ending(java.util.function.IntConsumer halt) {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    /** After {@code sysexits.h}: a mistake of ours. */
    public static final int BUG = 70;
    /** After {@code sysexits.h}: start it again. */
    public static final int TRY_AGAIN = 75;

    /** After {@code sysexits.h}: its settings cannot be right. */
    public static final int CONFIG = 78;

    /** The real one: ends the Java process. */
    public static Ending process() {
        return new Ending(code -> Runtime.getRuntime().halt(code));
    }

    void bug(Throwable thrown) {
        LOG.error("A bug in the node: it stops at once, since wrong money is worse than no till. Report this.", thrown);
        halt.accept(BUG);
    }

    void misconfigured() {
        halt.accept(CONFIG);
    }

    void restart(Fault why) {
        halt.accept(TRY_AGAIN);
    }
}
