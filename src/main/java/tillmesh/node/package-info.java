/**
 * Puts the house together, opens it in the morning, closes it at night. The only room, with {@code loop}, that makes
 * threads and reads real clocks and dice.
 *
 * <p>Does NOT decide anything about sales.
 */
@NullMarked
package tillmesh.node;

import org.jspecify.annotations.NullMarked;
