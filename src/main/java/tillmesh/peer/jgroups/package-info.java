/**
 * The way to the other lanes over JGroups: one channel, one bounded queue for each peer, a binary form of our own for what
 * is said.
 *
 * <p>Does NOT decide anything: who is present, what is sent and what it means is the business of the room {@code peer}.
 * JGroups calls on threads of its own; everything here that has state is safe for any thread. Invariants: nothing blocks a
 * caller of {@link tillmesh.peer.Peers#send}; a peer that does not read stops only what is for itself; no byte from outside
 * is ever read as a serialized Java object.
 */
@NullMarked
package tillmesh.peer.jgroups;

import org.jspecify.annotations.NullMarked;
