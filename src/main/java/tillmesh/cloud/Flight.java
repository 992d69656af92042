package tillmesh.cloud;

/** A batch on its way. Compared by identity: an answer to an older one is not listened to. */
final class Flight {
    /** Who has not answered by then is not listened to any more. */
    static final long ANSWER_MOST_MILLIS = 60_000;

    final Batch batch;
    final long since;

    Flight(Batch batch, long since) {
        this.batch = batch;
        this.since = since;
    }

    boolean overdue(long now) {
        return now - since > ANSWER_MOST_MILLIS;
    }
}
