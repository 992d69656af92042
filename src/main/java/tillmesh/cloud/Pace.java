package tillmesh.cloud;

/**
 * How much goes into one batch: more while the cloud answers quickly, less when it is slow or says that it is too much. Over
 * a slow line the rate is what one batch holds. Loop thread only.
 */
final class Pace {
    static final int FIRST = 50;
    /** A batch is read on the loop thread, which also sells. */
    static final int MOST = 500;
    /** About bytes; below what the strictest gateway takes. */
    static final int WEIGHT_MOST = 512 << 10;

    private static final int LEAST_AFTER_SILENCE = 10;
    private static final long QUICK_MILLIS = 500;
    private static final long SLOW_MILLIS = 2_000;

    private int entries = FIRST;
    private int weight = WEIGHT_MOST;

    int entries() {
        return entries;
    }

    int weight() {
        return weight;
    }

    /** A receipt came. */
    void stored(Batch batch, long tookMillis) {
        boolean full = batch.size() >= entries || batch.weight() > weight / 2;
        if (tookMillis > SLOW_MILLIS) {
            entries = Math.max(1, entries / 2);
        } else if (full && tookMillis < QUICK_MILLIS) {
            entries = Math.min(MOST, entries * 2);
        }
    }

    /** No answer came: it may have been too much work. */
    void silent() {
        entries = Math.max(Math.min(entries, LEAST_AFTER_SILENCE), entries / 2);
    }

    /** The cloud does not take so much at once; that does not change any more. */
    void tooLarge(Batch batch) {
        weight = Math.max(1, Math.min(weight, batch.weight()) / 2);
    }
}
