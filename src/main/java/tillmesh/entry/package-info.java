/**
 * What travels: one {@link tillmesh.entry.Entry} is one fact of the shop, numbered without gaps within the life of the
 * process that wrote it, and chained by SHA-256 to the one before.
 *
 * <p>Does NOT store or send. Values are immutable; the payload is text that is never parsed here.
 */
@NullMarked
package tillmesh.entry;

import org.jspecify.annotations.NullMarked;
