package tillmesh.protocol;

import org.jspecify.annotations.Nullable;
import tillmesh.protocol.Decoded.Asked;
import tillmesh.protocol.Decoded.Refused;

/**
 * The hub dialect: one JSON object per WebSocket text frame, told apart by its member {@code type}. Snapshots and payloads
 * pass through to the letter. Stateless, any thread, never throws on what a client sends.
 *
 * <p>Does NOT answer, limit the length of a frame or judge who may ask: the gate and the desk do.
 */
public final class HubCodec {
    /** The answer to a frame that {@link #isPing}. */
    public static final String PONG = "{\"type\":\"PONG\"}";

    /** The longest frame that is looked at as a possible ping, in characters. */
    static final int PING_LENGTH_MAX = 256;

    private static final String PING = "{\"type\":\"PING\"}";

    private final HubReader reader = new HubReader();
    private final HubWriter writer = new HubWriter();

    /** Reads one frame. A ping is no request: ask {@link #isPing} first. */
    public Decoded decode(String frame) {
        FrameMembers members;
        try {
            members = FrameMembers.of(frame);
        } catch (BadFrame bad) {
            return new Refused(OpIdScan.in(frame), bad.refusal());
        }
        String opId = null;
        try {
            opId = HubReader.opId(members);
            return new Asked(new Envelope(reader.read(members), opId));
        } catch (BadFrame bad) {
            return new Refused(opId, bad.refusal());
        }
    }

    /** Writes one frame. */
    public String encode(Notice notice) {
        return writer.write(notice);
    }

    /**
     * Whether a frame is a ping, to be answered with {@link #PONG} at once and before sign-in. Spacing and further members
     * do not matter as long as the frame is short and flat. Costs a client's ordinary frames next to nothing.
     */
    public boolean isPing(String frame) {
        if (frame.equals(PING)) {
            return true;
        }
        if (frame.length() > PING_LENGTH_MAX || !frame.contains("\"PING\"")) {
            return false;
        }
        try {
            FrameMembers members = FrameMembers.of(frame);
            return !members.nested() && members.text("type", 1, 64).equals("PING");
        } catch (BadFrame no) {
            return false;
        }
    }

    /**
     * The operation that a frame names, for a frame that is refused unread because it is too long or one too many. As good
     * a guess as the text allows: enough to refuse the operation, not to carry it out.
     *
     * @return 1 to 64 characters, or null when none was found
     */
    public @Nullable String peekOpId(String frame) {
        return OpIdScan.in(frame);
    }
}
