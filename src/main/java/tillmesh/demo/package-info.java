/**
 * A shop to look at: a lane with products and tables, and scripted screens that shop over real WebSockets.
 *
 * <p>Does NOT know how a node works inside: it talks to it as any till does. Seeds carry operation ids, so starting the
 * demo again does not seed twice.
 */
@NullMarked
package tillmesh.demo;

import org.jspecify.annotations.NullMarked;
