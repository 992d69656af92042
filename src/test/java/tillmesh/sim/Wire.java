package tillmesh.sim;

import tillmesh.desk.Line;
import tillmesh.protocol.Envelope;

/** One connection of one till, with its delays; what is sent on it arrives in order or not at all. Both ends in one object. */
final class Wire {
    private final Line line;
    private final Till till;
    private final SimAudience audience;
    private final int pace;
    private long lastToNode;
    private long lastToTill;
    private int queued;
    private boolean open = true;

    /** @param pace how long a message takes at most, milliseconds */
    Wire(Line line, Till till, SimAudience audience, int pace) {
        this.line = line;
        this.till = till;
        this.audience = audience;
        this.pace = pace;
    }

    Line line() {
        return line;
    }

    Till till() {
        return till;
    }

    /** Whether the node's end is open. */
    boolean open() {
        return open;
    }

    /** Closes the node's end. @return whether it was open */
    boolean shut() {
        boolean was = open;
        open = false;
        return was;
    }

    /** The till sends a frame. */
    void send(Envelope envelope) {
        audience.toNode(this, () -> audience.arrived(this, envelope));
    }

    /** The till goes away: what it sent before arrives first. */
    void hangUp() {
        audience.toNode(this, () -> audience.gone(this));
    }

    /** When something sent now arrives at the node, never before what was sent earlier. */
    long dueAtNode(long now, Dice dice) {
        lastToNode = Math.max(lastToNode, now + dice.between(1, 20));
        return lastToNode;
    }

    /** When something said now arrives at the till. Counts it as queued until {@link #read}. */
    long dueAtTill(long now, Dice dice) {
        queued++;
        lastToTill = Math.max(lastToTill, now) + dice.between(1, pace);
        return lastToTill;
    }

    void read() {
        queued--;
    }

    /** Messages that wait to be read. */
    int queued() {
        return queued;
    }
}
