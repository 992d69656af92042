package tillmesh.cloud;

import java.util.function.Consumer;

/**
 * One cloud. Production: an adapter over HTTP; the simulator has one that loses answers, refuses and is closed for an hour.
 * Entries may come twice, after an answer that was lost or from two lanes; their ids tell.
 */
public interface Cloud extends AutoCloseable {
    /** Its name in settings, marks and on pages; the same for ever. */
    String name();

    /**
     * Sends a batch. Called on the loop thread, must return at once and must not throw; one batch of each lane at a time.
     *
     * @param answered to be told once, on any thread, what came of it; within a minute, or nobody listens any more
     */
    void store(Batch batch, Consumer<Answer> answered);

    /** Sends no more; batches on their way may stay without an answer. */
    @Override
    void close();
}
