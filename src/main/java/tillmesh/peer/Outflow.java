package tillmesh.peer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.journal.Copies;
import tillmesh.journal.Journal;
import tillmesh.loop.Loop;
import tillmesh.peer.CopyMessage.Offer;

/**
 * What one other lane is sent of this node's running life: new entries at once, as long as it keeps up. A lane that does
 * not acknowledge stops its own flow only; what it lacks is read from the disk when it is back. Loop thread, after commits.
 */
final class Outflow {
    /** Weight sent and not acknowledged, about bytes: less than flow control below would hold back. */
    static final int WINDOW = 64 << 10;
    /** Weight of one message; a heavier entry travels alone. */
    static final int FRAME = 24 << 10;
    /** Without an acknowledgement for so long the flow stops until the peer tells what it has. */
    static final long PATIENCE_MILLIS = 5_000;
    /** Without a sign for so long while one is due, people are told that the lane does not answer. */
    static final long SILENT_MILLIS = 2_000;

    private final PeerId peer;
    private final Peers peers;
    private final Recent recent;
    private final Journal journal;
    private final Loop loop;
    private final Deque<Flying> flying = new ArrayDeque<>();
    private long sent;
    private long window;
    private long signMillis;
    private boolean stopped = true;

    /** One message on its way. */
    private record Flying(long upto, int size) {}

    Outflow(PeerId peer, Peers peers, Recent recent, Journal journal, Loop loop) {
        this.peer = peer;
        this.peers = peers;
        this.recent = recent;
        this.journal = journal;
        this.loop = loop;
        this.signMillis = loop.millis();
    }

    /** The peer told what it has of the running life: the flow goes on from there. */
    void restart(long upto) {
        signMillis = loop.millis();
        sent = upto;
        flying.clear();
        window = 0;
        stopped = false;
        more();
    }

    /** The peer has flushed everything up to a number. */
    void kept(long upto) {
        signMillis = loop.millis();
        while (!flying.isEmpty() && flying.element().upto() <= upto) {
            window -= flying.remove().size();
        }
        sent = Math.max(sent, upto);
        more();
    }

    /** Whether the flow stands still and the peer has to be asked what it has. */
    boolean stalled() {
        if (!flying.isEmpty() && loop.millis() - signMillis > PATIENCE_MILLIS) {
            stopped = true;
        }
        return stopped;
    }

    /** Since when the peer has given no sign, if one is due for too long; null otherwise. */
    @Nullable
    Long silentSince() {
        boolean due = stopped || !flying.isEmpty();
        return due && loop.millis() - signMillis >= SILENT_MILLIS ? signMillis : null;
    }

    /** New entries are on the disk. Those that are next for this peer go out without reading them again. */
    void fresh(List<Entry> entries) {
        if (!stopped && !entries.isEmpty() && entries.get(0).id().seq() == sent + 1) {
            for (List<Entry> frame : frames(entries)) {
                if (stopped || window >= WINDOW) {
                    return;
                }
                send(frame);
            }
        }
    }

    private static List<List<Entry>> frames(List<Entry> entries) {
        List<List<Entry>> frames = new ArrayList<>();
        List<Entry> frame = new ArrayList<>();
        int size = 0;
        for (Entry entry : entries) {
            int length = Copies.weight(entry);
            if (!frame.isEmpty() && size + length > FRAME) {
                frames.add(frame);
                frame = new ArrayList<>();
                size = 0;
            }
            frame.add(entry);
            size += length;
        }
        frames.add(frame);
        return frames;
    }

    private void more() {
        while (!stopped && sent < journal.lastSeq() && window < WINDOW) {
            List<Entry> frame = recent.portion(sent + 1, FRAME);
            if (frame.isEmpty()) {
                return;
            }
            send(frame);
        }
    }

    private void send(List<Entry> frame) {
        if (!peers.send(peer, new Offer(frame))) {
            stopped = true;
            return;
        }
        if (flying.isEmpty()) {
            // The patience begins when there is something to wait for.
            signMillis = loop.millis();
        }
        int size = frame.stream().mapToInt(Copies::weight).sum();
        sent = frame.get(frame.size() - 1).id().seq();
        flying.add(new Flying(sent, size));
        window += size;
    }
}
