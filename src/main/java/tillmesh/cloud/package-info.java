/**
 * The way upstairs: what the shop wrote goes to its clouds in batches, in order, until each has everything.
 *
 * <p>Does NOT know HTTP, nor what a cloud makes of an entry; {@link tillmesh.cloud.Cloud} is the way out. Everything that has
 * state runs on the loop thread. Invariants: nothing goes up before it is on this disk; a mark moves only by a receipt that
 * names what was sent; everything up to a mark is in the cloud or set aside with a reason.
 */
@NullMarked
package tillmesh.cloud;

import org.jspecify.annotations.NullMarked;
