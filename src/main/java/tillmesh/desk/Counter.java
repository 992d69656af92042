package tillmesh.desk;

import tillmesh.fault.Fault;
import tillmesh.fault.Refusal;
import tillmesh.loop.Loop;
import tillmesh.loop.Note;
import tillmesh.protocol.Envelope;

/** Where sockets hand their frames over. Any thread; never blocks, never touches state. */
public final class Counter {
    private final Loop loop;
    private final Desk desk;

    /** @param loop where the work goes @param desk who does it */
    public Counter(Loop loop, Desk desk) {
        this.loop = loop;
        this.desk = desk;
    }

    /** A socket opened. */
    public void opened(Line line) {
        loop.must(() -> desk.opened(line));
    }

    /** A frame arrived. @return false when the node has too much to do: nothing was taken, refuse with {@link Refusal.Code#BUSY} */
    public boolean take(Line line, Envelope envelope) {
        return loop.run(new Note() {
            @Override
            public void run() {
                desk.take(line, envelope);
            }

            @Override
            public void failed(Fault why) {
                desk.failed(line, envelope, why);
            }
        });
    }

    /** A socket is gone. Once per line. */
    public void gone(Line line) {
        // In its turn, behind what the socket said before: an order that was sent just before a browser closed still
        // counts.
        Note note = () -> desk.gone(line);
        if (!loop.run(note)) {
            loop.must(note);
        }
    }
}
