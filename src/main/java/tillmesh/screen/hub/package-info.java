/**
 * The hub dialect on WebSockets: one {@link tillmesh.screen.hub.HubSocket} per connection, the rules every frame passes
 * ({@link tillmesh.screen.hub.Intake}), and what waits to be written ({@link tillmesh.screen.hub.Outbox}).
 *
 * <p>Does NOT know what a message means to the shop, and touches no state of the lane. Frames come in on the io thread of
 * their socket; bytes go out on the sender; both only hand over. Invariants: nothing here ever waits for a peer; what
 * may wait for a slow screen is bounded; {@link tillmesh.screen.hub.Reception#gone} is told once per line that was opened.
 */
@NullMarked
package tillmesh.screen.hub;

import org.jspecify.annotations.NullMarked;
