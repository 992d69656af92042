/**
 * A shop to look at: three lanes as processes of their own, scripted screens that shop over real WebSockets, and a hand
 * that cuts, freezes and kills lanes.
 *
 * <p>Does NOT know how a node works inside: it starts it as anybody does and talks to it as any till does. Seeds carry
 * operation ids, so starting the demo again does not seed twice. Invariant: when the demo's process is gone, however it
 * went, none that it started is left.
 */
@NullMarked
package tillmesh.demo;

import org.jspecify.annotations.NullMarked;
