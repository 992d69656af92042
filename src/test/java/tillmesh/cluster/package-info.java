/**
 * Shops of several lanes, each a process of its own on this machine: what one sells is on the others, whatever is killed,
 * frozen, emptied, copied or late.
 *
 * <p>Does NOT use any code of the node: it sees what a screen sees. Cuts of the network are the matter of {@code cluster.net}.
 */
@NullMarked
package tillmesh.cluster;

import org.jspecify.annotations.NullMarked;
