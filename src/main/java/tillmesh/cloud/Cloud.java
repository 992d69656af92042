package tillmesh.cloud;

import java.util.List;
import java.util.function.Consumer;
import tillmesh.entry.Entry;

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

    /**
     * Whether it must hear of one thing at a time from the whole shop, since it takes what is old for new when it comes later.
     * One lane brings it everything then, one batch at a time; a lane of a cut off part waits.
     */
    default boolean oneAtATime() {
        return false;
    }

    /**
     * This lane brings it, from now on, what the whole shop wrote; another one may have done so until now, or this one in an
     * earlier life. Only if {@link #oneAtATime}. Loop thread.
     */
    default void takenOver() {}

    /**
     * Looks at what is next before it goes. Called on the loop thread within a note, where the journal may be read.
     *
     * @param entries of one stream, in order, at least one
     */
    default Portion portion(List<Entry> entries) {
        return Portion.whole(entries);
    }

    /** Sends no more; batches on their way may stay without an answer. */
    @Override
    void close();
}
