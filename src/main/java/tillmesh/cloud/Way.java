package tillmesh.cloud;

/** One cloud, how it has behaved so far, who hears of it, and whose turn it is. Loop thread only. */
record Way(Cloud cloud, Breaker breaker, Pace pace, CloudListener listener, Turn turn) {
    Way(Cloud cloud, Breaker breaker, Pace pace, CloudListener listener) {
        this(cloud, breaker, pace, listener, new Turn(cloud.oneAtATime()));
    }

    String name() {
        return cloud.name();
    }

    /** It gave a receipt, or said clearly what it does not take. */
    void well() {
        if (breaker.well()) {
            listener.up(name());
        }
    }

    /** No receipt. */
    void failed(Answer.Failed failed, long now) {
        if (failed.trouble() == Trouble.UNKNOWN) {
            pace.silent();
        }
        if (breaker.failed(failed, now)) {
            listener.down(name(), failed.why());
        }
    }
}
