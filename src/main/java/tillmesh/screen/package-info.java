/**
 * The door for browsers: two ports, one HTTP server, WebSockets on every path; who may come in, what may wait, what is
 * counted. Pages for people live here too.
 *
 * <p>Does NOT know the shop: frames are handed to the desk by {@link tillmesh.screen.hub.Reception}, answers come back
 * through {@link tillmesh.screen.Lines}. Threads: one selector reads ({@code screen-io}), a few workers run HTTP handlers
 * ({@code screen-http}), one sender writes. Invariants: a foreign page can neither connect nor change anything; nothing a
 * peer does makes the node wait or grow without bound.
 */
@NullMarked
package tillmesh.screen;

import org.jspecify.annotations.NullMarked;
