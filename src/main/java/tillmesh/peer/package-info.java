/**
 * The conversation between the lanes of a shop: who is here, copies of entries, catching up, leases of the whole shop.
 *
 * <p>Does NOT know JGroups, bytes or screens. {@link tillmesh.peer.Peers} is the way out; everything that has state runs on
 * the loop thread. Invariants: nothing is sent before it is on this disk, and nothing is acknowledged before the commit
 * that holds it has returned; no message may block the loop.
 */
@NullMarked
package tillmesh.peer;

import org.jspecify.annotations.NullMarked;
