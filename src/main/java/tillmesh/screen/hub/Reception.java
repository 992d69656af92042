package tillmesh.screen.hub;

import java.util.function.BiPredicate;
import java.util.function.Consumer;
import tillmesh.desk.Counter;
import tillmesh.desk.Line;
import tillmesh.protocol.Envelope;

/**
 * Where sockets hand over what they hear. Called on any thread; never blocks.
 *
 * @param opened a socket opened
 * @param take a request came in; false when the node has too much to do and took nothing
 * @param gone a socket that was opened is gone; once
 */
public record Reception(Consumer<Line> opened, BiPredicate<Line, Envelope> take, Consumer<Line> gone) {

    /** The reception of a real node. */
    public static Reception at(Counter counter) {
        return new Reception(counter::opened, counter::take, counter::gone);
    }
}
