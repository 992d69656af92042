package tillmesh.screen.hub;

import java.util.concurrent.atomic.LongAdder;

/** What passed since the start, for the metrics page. Any thread. */
public final class Traffic {
    private final LongAdder framesIn = new LongAdder();
    private final LongAdder framesOut = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder slowClosed = new LongAdder();

    /** Text and binary messages that came in, refused ones included. */
    public long framesIn() {
        return framesIn.sum();
    }

    /** Messages that were put on their way to a socket. */
    public long framesOut() {
        return framesOut.sum();
    }

    /** Messages that were refused at the gate: bad, too large, too fast, or the node was busy. */
    public long rejected() {
        return rejected.sum();
    }

    /** Sockets that were closed because they did not read. */
    public long slowClosed() {
        return slowClosed.sum();
    }

    void in() {
        framesIn.increment();
    }

    void out() {
        framesOut.increment();
    }

    void reject() {
        rejected.increment();
    }

    void slow() {
        slowClosed.increment();
    }
}
