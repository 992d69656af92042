package tillmesh.cloud;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a cloud alone that gives no receipts: one batch probes, later and later, and never for the last time. Waits are
 * rolled, so that lanes which lost a cloud together do not come back together. Loop thread only.
 */
final class Breaker {
    static final long FIRST_MILLIS = 500;
    static final long MOST_MILLIS = 60_000;
    /** Where somebody must do something first. */
    static final long SLOW_MILLIS = 30_000;

    static final long SLOW_MOST_MILLIS = 300_000;
    /** A cloud may ask for this much patience, and no more. */
    static final long ASKED_MOST_MILLIS = 3_600_000;

    private final RandomGenerator dice;
    private int passing;
    private int lasting;
    private long openUntil;
    private boolean probing;
    private String why = "";

    Breaker(RandomGenerator dice) {
        this.dice = dice;
    }

    /** Whether a batch may go now. */
    boolean mayGo(long now) {
        return failures() == 0 || (!probing && now >= openUntil);
    }

    /** Somebody has done something about it: the next batch need not wait. */
    void hurry() {
        openUntil = 0;
    }

    /** A batch goes. */
    void begun() {
        probing = failures() > 0;
    }

    /** A batch came back with an answer that could not be kept, which says nothing about the cloud: another one may go. */
    void unheard() {
        probing = false;
    }

    /** The cloud is well. @return whether it was not before */
    boolean well() {
        boolean before = failures() > 0;
        passing = 0;
        lasting = 0;
        probing = false;
        why = "";
        return before;
    }

    /** No receipt. @return whether that is news, or for another reason than before */
    boolean failed(Answer.Failed failed, long now) {
        boolean news = !failed.why().equals(why);
        // Several batches may have been on their way when it began: that is one failure.
        boolean slow = failed.trouble().needsSomebody();
        if (failures() == 0 || probing) {
            lasting += slow ? 1 : 0;
            passing += slow ? 0 : 1;
        }
        probing = false;
        why = failed.why();
        openUntil = Math.max(openUntil, now + pause(failed, slow));
        return news;
    }

    // Each kind counts for itself: a key that is wrong after a long outage may be put right within the minute.
    private long pause(Answer.Failed failed, boolean slow) {
        long first = slow ? SLOW_MILLIS : FIRST_MILLIS;
        long most = slow ? SLOW_MOST_MILLIS : MOST_MILLIS;
        long full = Math.min(most, first << Math.min(Math.max(0, (slow ? lasting : passing) - 1), 20));
        return Math.max(asked(failed.retryAfter()), dice.nextLong(full / 2, full + 1));
    }

    private static long asked(@Nullable Duration wait) {
        return wait == null || wait.isNegative()
                ? 0
                : Math.min(
                        wait.compareTo(Duration.ofMillis(ASKED_MOST_MILLIS)) > 0 ? ASKED_MOST_MILLIS : wait.toMillis(),
                        ASKED_MOST_MILLIS);
    }

    /** Failures one after the other; 0 while the cloud is well. */
    int failures() {
        return passing + lasting;
    }

    /** Why there are no receipts; empty while there are. */
    String why() {
        return why;
    }
}
