/**
 * What chaos and bench drive a node with: the real process in a real folder, and a WebSocket client that costs next to
 * nothing, so that what is measured is the node and not its caller.
 *
 * <p>Does NOT use any code of the node: what it sends and hears are bytes on a socket.
 */
@NullMarked
package tillmesh.chaos.rig;

import org.jspecify.annotations.NullMarked;
