package tillmesh.desk;

import java.util.Collection;
import tillmesh.protocol.Notice;

/**
 * Everybody who listens: sockets in production, a recorder in the simulator. Called on the loop thread after a commit.
 * Implementations never block and never throw; a line that is gone or too slow is their affair, and {@link Counter#gone}
 * tells the desk afterwards.
 */
public interface Audience {
    /** Sends to one line. */
    void tell(Line line, Notice notice);

    /** Sends the same to many; it is encoded once per dialect. */
    void tell(Collection<Line> lines, Notice notice);

    /** Closes a line after what was sent before. @param code a WebSocket close code @param reason at most 120 characters */
    void close(Line line, int code, String reason);

    /** The line has signed in or watches the board: the sign-in deadline no longer applies to it. */
    void signedIn(Line line);

    /** Bytes that wait to be sent on a line; 0 when it is gone. */
    long queuedBytes(Line line);

    /** Milliseconds on the loop's clock at which the last frame came in on a line; 0 when it is gone. */
    long lastFrameMillis(Line line);
}
