/**
 * A shop on a network that is cut, bent and slowed for real: each lane in a network namespace of its own, cables that can be
 * pulled, packets that are dropped. Tills press on all lanes, lanes are killed and frozen, and one recorder outside keeps
 * every acknowledgement and every grant and judges at the end.
 *
 * <p>Does NOT use any code of the node, and does NOT touch the machine's own network: all there is lies in namespaces that
 * are made by the test and removed with it.
 */
@NullMarked
package tillmesh.cluster.net;

import org.jspecify.annotations.NullMarked;
